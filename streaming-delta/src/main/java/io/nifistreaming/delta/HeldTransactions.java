package io.nifistreaming.delta;

import io.delta.standalone.VersionLog;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.SetTransaction;
import io.delta.storage.CloseableIterator;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What versions held of sources, all of them, by the names that the log has for them. */
final class HeldTransactions {
    private static final Column TXN =
            Column.of("txn", new Struct(List.of(Column.of("appId", Simple.STRING), Column.of("version", Simple.LONG))));

    private HeldTransactions() {}

    /** As of a version, which can be put together still. */
    static Map<String, Long> at(DeltaTable table, LogListing listing, long version) throws IOException {
        Map<String, Long> held = new HashMap<>();
        Long checkpoint = listing.checkpoints().floorKey(version);
        if (checkpoint != null) {
            new CheckpointReader(table).read(checkpoint, TXN, txn -> held.put((String) txn[0], (Long) txn[1]));
        }
        addSince(table, checkpoint == null ? 0 : checkpoint + 1, version, held);
        return held;
    }

    /** What was moved from one version to another, with where to. */
    static Map<String, Long> moved(DeltaTable table, long after, long until) throws IOException {
        Map<String, Long> moved = new HashMap<>();
        addSince(table, after + 1, until, moved);
        return moved;
    }

    private static void addSince(DeltaTable table, long first, long last, Map<String, Long> held) throws IOException {
        table.read(() -> {
            Iterator<VersionLog> versions = table.log().getChanges(first, false);
            while (versions.hasNext()) {
                VersionLog version = versions.next();
                if (version.getVersion() > last) {
                    break;
                }
                try (CloseableIterator<Action> actions = version.getActionsIterator()) {
                    while (actions.hasNext()) {
                        if (actions.next() instanceof SetTransaction txn) {
                            held.put(txn.getAppId(), txn.getVersion());
                        }
                    }
                }
            }
            return held;
        });
    }
}
