package io.nifistreaming.delta;

import io.delta.standalone.VersionLog;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.CommitInfo;
import io.delta.standalone.actions.RemoveFile;
import io.delta.storage.CloseableIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What each version brought, in the order of versions. Versions that only rearrange rows bring nothing. This protocol
 * keeps no changes of rows: where a version took files away, its rows and theirs are compared, if that is wanted. For
 * one thread.
 */
public final class TableChanges {
    /** What becomes of a version that took rows away. */
    public enum Removals {
        /** It is told, and nothing of it is read. */
        FAIL,
        /** It counts as one that brought nothing. */
        SKIP,
        /** The rows of the files that it took away and of those that it brought are compared. */
        DIFFERENCE
    }

    /** What a version brought. */
    public sealed interface Change {
        long version();

        /** Rows, to be read with {@link #open}. */
        record Rows(long version, List<TableFile> added, List<TableFile> removed) implements Change {
            public Rows {
                added = List.copyOf(added);
                removed = List.copyOf(removed);
            }

            /** Whether rows went, so that each row says what became of it. */
            public boolean isDifference() {
                return !removed.isEmpty();
            }
        }

        /** No rows that are new. */
        record Nothing(long version) implements Change {}

        /** Rows went, which the policy does not allow. */
        record Removed(long version, String operation, long files) implements Change {}

        /** The log tells nothing of it any more. */
        record Gone(long version, long oldest) implements Change {}
    }

    /** What became of a row. */
    public static final Column CHANGE_TYPE =
            Column.of("_change_type", ColumnType.Simple.STRING).notNull();

    private final DeltaTable table;
    private final Removals removals;
    private Iterator<VersionLog> listed = Collections.emptyIterator();
    /** The next of what was listed. */
    private VersionLog ahead;

    public TableChanges(DeltaTable table, Removals removals) {
        this.table = table;
        this.removals = removals;
    }

    /**
     * What the version brought; empty if there is no such version yet.
     *
     * @throws IOException if the log can't be read
     */
    public Optional<Change> of(long version) throws IOException {
        return table.read(() -> {
            Optional<VersionLog> log = logOf(version);
            if (log.isEmpty()) {
                return Optional.empty();
            }
            VersionLog first = log.get();
            return Optional.of(
                    first.getVersion() == version ? change(first) : new Change.Gone(version, first.getVersion()));
        });
    }

    /** The version, or what there is behind it; whoever goes on by one version has the directory listed once. */
    private Optional<VersionLog> logOf(long version) {
        if (ahead == null || ahead.getVersion() != version) {
            if (table.log().update().getVersion() < version) {
                return Optional.empty();
            }
            listed = table.log().getChanges(version, false);
            ahead = listed.hasNext() ? listed.next() : null;
        }
        Optional<VersionLog> found = Optional.ofNullable(ahead);
        ahead = listed.hasNext() ? listed.next() : null;
        return found;
    }

    private Change change(VersionLog log) throws IOException {
        List<TableFile> added = new ArrayList<>();
        List<TableFile> removed = new ArrayList<>();
        try (CloseableIterator<Action> actions = log.getActionsIterator()) {
            while (actions.hasNext()) {
                Action action = actions.next();
                if (action instanceof AddFile add && add.isDataChange()) {
                    added.add(new TableFile(add));
                } else if (action instanceof RemoveFile remove && remove.isDataChange()) {
                    removed.add(removed(remove, log.getVersion()));
                }
            }
        }
        if (removed.isEmpty()) {
            return added.isEmpty()
                    ? new Change.Nothing(log.getVersion())
                    : new Change.Rows(log.getVersion(), added, removed);
        }
        return switch (removals) {
            case FAIL -> new Change.Removed(log.getVersion(), operation(log), removed.size());
            case SKIP -> new Change.Nothing(log.getVersion());
            case DIFFERENCE -> new Change.Rows(log.getVersion(), added, removed);
        };
    }

    private static String operation(VersionLog log) throws IOException {
        try (CloseableIterator<Action> actions = log.getActionsIterator()) {
            while (actions.hasNext()) {
                if (actions.next() instanceof CommitInfo info) {
                    return String.valueOf(info.getOperation());
                }
            }
        }
        return "an operation without a name";
    }

    /** Older writers tell nothing of a removed file but its path: the version before tells the rest. */
    private TableFile removed(RemoveFile remove, long version) throws IOException {
        if (remove.getPartitionValues() != null && remove.isExtendedFileMetadata()) {
            return new TableFile(AddFile.builder(
                            remove.getPath(),
                            remove.getPartitionValues(),
                            remove.getSize().orElse(0L),
                            0,
                            true)
                    .build());
        }
        TableSnapshot before = new TableSnapshot(table, table.log().getSnapshotForVersionAsOf(version - 1));
        return before.files(RowFilter.ALL).stream()
                .filter(file -> file.path().equals(remove.getPath()))
                .findFirst()
                .orElseThrow(() -> new IOException("Version " + version + " of " + table.path() + " took "
                        + remove.getPath() + " away, which the version before does not have"));
    }

    /** The columns of rows that {@link #open} brings. */
    public TableSchema columns(ReadPlan plan) {
        if (removals != Removals.DIFFERENCE) {
            return plan.columns();
        }
        List<Column> columns = new ArrayList<>(plan.columns().columns());
        columns.add(CHANGE_TYPE);
        return new TableSchema(columns);
    }

    /**
     * The rows, in an order that is the same each time. Where versions may take rows away, each has a last column with
     * what became of it: {@code delete} and {@code insert}, or {@code update_preimage} and {@code update_postimage} of
     * rows that have the same key; what went comes first.
     *
     * @param keys columns that tell rows apart; none if nothing does
     */
    public RowSource open(Change.Rows change, ReadPlan plan, List<String> keys) {
        RowCondition condition = RowCondition.of(plan.filter(), plan.schema());
        List<TableFile> added = condition.of(change.added());
        if (removals == Removals.DIFFERENCE) {
            return new RowDifference(table, new Change.Rows(change.version(), added, change.removed()), plan, keys);
        }
        return new FileRows(table, added, plan);
    }
}
