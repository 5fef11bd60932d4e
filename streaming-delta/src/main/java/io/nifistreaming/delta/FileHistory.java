package io.nifistreaming.delta;

import io.delta.standalone.VersionLog;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.RemoveFile;
import io.delta.storage.CloseableIterator;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which data files a table has, and which it had, and until when; as its log tells at one version. */
final class FileHistory {
    private static final Column REMOVE = Column.of(
            "remove",
            new Struct(List.of(Column.of("path", Simple.STRING), Column.of("deletionTimestamp", Simple.LONG))));

    private final Instant since;
    private final Set<String> live = new HashSet<>();
    private final Map<String, Instant> removed = new HashMap<>();
    private final long version;

    private FileHistory(Instant since, long version) {
        this.since = since;
        this.version = version;
    }

    /** @param since files that were removed before are needed by nobody */
    static FileHistory of(DeltaTable table, TableFiles files, Instant since) throws IOException {
        TableSnapshot snapshot =
                table.read(() -> new TableSnapshot(table, table.log().update()));
        FileHistory history = new FileHistory(since, snapshot.version());
        for (TableFile file : snapshot.files(RowFilter.ALL)) {
            history.live.add(files.qualified(file.path()));
        }
        LogListing listing = LogListing.of(table);
        if (!listing.checkpoints().isEmpty()) {
            // What versions have removed whose own files are deleted.
            new CheckpointReader(table)
                    .read(
                            listing.checkpoints().firstKey(),
                            REMOVE,
                            remove -> history.remove(
                                    files.qualified((String) remove[0]), Instant.ofEpochMilli(time(remove[1]))));
        }
        history.read(table, files, listing);
        return history;
    }

    private static long time(Object millis) {
        return millis == null ? 0 : (Long) millis;
    }

    private void read(DeltaTable table, TableFiles files, LogListing listing) throws IOException {
        table.read(() -> {
            Iterator<VersionLog> versions =
                    table.log().getChanges(listing.versions().firstKey(), false);
            while (versions.hasNext()) {
                VersionLog log = versions.next();
                Instant came = listing.versions().getOrDefault(log.getVersion(), Instant.MAX);
                try (CloseableIterator<Action> actions = log.getActionsIterator()) {
                    while (actions.hasNext()) {
                        if (actions.next() instanceof RemoveFile remove) {
                            Instant told = Instant.ofEpochMilli(
                                    remove.getDeletionTimestamp().orElse(0L));
                            remove(files.qualified(remove.getPath()), told.isAfter(came) ? told : came);
                        }
                    }
                }
            }
            return this;
        });
    }

    /** Of several times the last counts, whichever clock told it. */
    private void remove(String path, Instant time) {
        removed.merge(path, time, (one, other) -> one.isAfter(other) ? one : other);
    }

    long version() {
        return version;
    }

    /** Whether the newest version has it. */
    boolean isLive(String path) {
        return live.contains(path);
    }

    /** Whether a version since then has it that is not the newest. */
    boolean isNeeded(String path) {
        Instant time = removed.get(path);
        return time != null && !time.isBefore(since);
    }

    boolean wasRemoved(String path) {
        return removed.containsKey(path);
    }

    /** Files that versions have added which came after this was told. */
    Set<String> addedSince(DeltaTable table, TableFiles files) throws IOException {
        return table.read(() -> {
            Set<String> added = new HashSet<>();
            if (table.log().update().getVersion() == version) {
                return added;
            }
            Iterator<VersionLog> versions = table.log().getChanges(version + 1, false);
            while (versions.hasNext()) {
                try (CloseableIterator<Action> actions = versions.next().getActionsIterator()) {
                    while (actions.hasNext()) {
                        if (actions.next() instanceof AddFile add) {
                            added.add(files.qualified(add.getPath()));
                        }
                    }
                }
            }
            return added;
        });
    }
}
