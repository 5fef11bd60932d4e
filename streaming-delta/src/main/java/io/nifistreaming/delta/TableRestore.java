package io.nifistreaming.delta;

import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.SetTransaction;
import io.nifistreaming.delta.RestoreOutcome.Extent;
import io.nifistreaming.delta.RestorePlan.Effect;
import io.nifistreaming.delta.RestorePlan.Held;
import io.nifistreaming.delta.TableTransaction.Outcome;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Makes a new version that has the rows of an older one. Columns that were added since stay, without values in rows of
 * before; what is not compatible with them (a schema that was replaced) goes back as well.
 */
public final class TableRestore {
    private static final int ATTEMPTS = 5;
    private static final int MOST_NAMED = 20;
    private static final long ABSENT = -1;
    private static final String APPEND_ONLY = "delta.appendOnly";

    private final DeltaTable table;
    private final Clock clock;

    public TableRestore(DeltaTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Restores, or tells why not, or what that would do.
     *
     * @param info for the table's history
     * @throws IOException if the log can't be read; the table is as it was then
     */
    public RestoreOutcome restore(RestorePlan plan, Map<String, String> info) throws IOException {
        TableReader.Found found = new TableReader(table).find(plan.target());
        if (found instanceof TableReader.Found.Nothing nothing) {
            return new RestoreOutcome.NoVersion(nothing.reason());
        }
        table.requireWritable();
        TableSnapshot target = ((TableReader.Found.Version) found).snapshot();
        if (Boolean.parseBoolean(table.state().properties().get(APPEND_ONLY))) {
            throw new UnsupportedTableException("Table " + table.path() + " only takes rows and gives none away ("
                    + APPEND_ONLY + " = true): unset that property to restore it");
        }
        String reason = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Attempt one = new Attempt(TableTransaction.begin(table), target, plan.held());
            one.adds.forEach(add -> StagedFiles.restore(new Path(add.getPath())));
            try {
                Optional<RestoreOutcome> settled = one.settled(plan.effect());
                if (settled.isPresent()) {
                    return settled.get();
                }
                Outcome outcome = one.commit(info);
                if (outcome instanceof Outcome.Committed committed) {
                    return checked(one, committed.version(), info);
                }
                if (outcome instanceof Outcome.Unknown unknown) {
                    return new RestoreOutcome.Unknown(unknown.reason());
                }
                reason = ((Outcome.GaveWay) outcome).reason();
            } finally {
                one.adds.forEach(add -> StagedFiles.restored(new Path(add.getPath())));
            }
        }
        return new RestoreOutcome.GaveWay(reason);
    }

    /** Another process may have vacuumed in the midst of it: then it is taken back at once. */
    private RestoreOutcome checked(Attempt restored, long version, Map<String, String> info) throws IOException {
        Optional<RestoreOutcome> missing = restored.missing();
        if (missing.isEmpty()) {
            return new RestoreOutcome.Restored(version, restored.extent());
        }
        Attempt back =
                new Attempt(TableTransaction.begin(table), restored.transaction.snapshot(), RestorePlan.Held.RESTORE);
        Outcome outcome = back.commit(info);
        if (outcome instanceof Outcome.Committed) {
            return missing.get();
        }
        throw new IOException(
                "Version " + version + " of " + table.path() + " lacks files that were deleted while it was"
                        + " restored, and could not be taken back (" + outcome + "): restore version "
                        + restored.transaction.snapshot().version());
    }

    /** On top of one version. Whoever commits meanwhile makes it void, since it speaks of all rows. */
    private final class Attempt {
        private final TableTransaction transaction;
        private final TableSnapshot target;
        private final List<AddFile> adds = new ArrayList<>();
        private final List<AddFile> removes = new ArrayList<>();
        private final Map<String, Long> ranges = new LinkedHashMap<>();

        Attempt(TableTransaction transaction, TableSnapshot target, Held held) throws IOException {
            this.transaction = transaction;
            this.target = target;
            transaction.library().readWholeTable();
            Map<String, AddFile> now = byPath(transaction.snapshot());
            Map<String, AddFile> then = byPath(target);
            then.forEach((path, file) -> {
                if (!now.containsKey(path)) {
                    adds.add(file);
                }
            });
            now.forEach((path, file) -> {
                if (!then.containsKey(path)) {
                    removes.add(file);
                }
            });
            if (held == Held.RESTORE) {
                ranges();
            }
        }

        private Map<String, AddFile> byPath(TableSnapshot snapshot) throws IOException {
            Map<String, AddFile> files = new LinkedHashMap<>();
            for (TableFile file : snapshot.files(RowFilter.ALL)) {
                files.put(file.path(), file.added());
            }
            return files;
        }

        /** Reading them makes the transaction conflict with whoever moves them. */
        private void ranges() throws IOException {
            LogListing listing = LogListing.of(table);
            Map<String, Long> then = HeldTransactions.at(table, listing, target.version());
            HeldTransactions.moved(
                            table, target.version(), transaction.snapshot().version())
                    .keySet()
                    .forEach(id -> {
                        long before = then.getOrDefault(id, ABSENT);
                        if (transaction.library().txnVersion(id) != before) {
                            ranges.put(id, before);
                        }
                    });
        }

        /** What needs no commit. */
        Optional<RestoreOutcome> settled(Effect effect) throws IOException {
            if (adds.isEmpty() && removes.isEmpty() && ranges.isEmpty()) {
                return Optional.of(new RestoreOutcome.Unchanged(target.version()));
            }
            Optional<RestoreOutcome> missing = missing();
            if (missing.isPresent()) {
                return missing;
            }
            return effect == Effect.DRY_RUN ? Optional.of(new RestoreOutcome.Planned(extent())) : Optional.empty();
        }

        /** Whether all files that come back are there. */
        Optional<RestoreOutcome> missing() throws IOException {
            TableFiles files = new TableFiles(table);
            List<String> missing = new ArrayList<>();
            for (AddFile add : adds) {
                if (!files.system().exists(TableFile.absolute(table.path(), add.getPath()))) {
                    missing.add(add.getPath());
                }
            }
            List<String> first = List.copyOf(missing.subList(0, Math.min(missing.size(), MOST_NAMED)));
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RestoreOutcome.MissingFiles(target.version(), missing.size(), first));
        }

        Extent extent() {
            return new Extent(
                    target.version(), transaction.snapshot().version(), adds.size(), removes.size(), ranges.size());
        }

        Outcome commit(Map<String, String> info) {
            TableState now = transaction.snapshot().state();
            TableState then = target.state();
            boolean grown = now.partitionColumns().equals(then.partitionColumns())
                    && SchemaEvolution.extendsSchema(then.schema(), now.schema());
            if (!grown) {
                transaction.library().updateMetadata(target.snapshot().getMetadata());
            }
            List<Action> actions = new ArrayList<>();
            adds.forEach(add -> actions.add(TableTransaction.restored(add)));
            removes.forEach(remove -> actions.add(remove.remove(clock.millis(), true)));
            ranges.forEach((id, version) -> actions.add(new SetTransaction(id, version, Optional.of(clock.millis()))));
            Map<String, String> told = new LinkedHashMap<>(info);
            told.put("version", String.valueOf(target.version()));
            return transaction.commit(
                    "RESTORE",
                    actions,
                    told,
                    Map.of(
                            "numRestoredFiles", String.valueOf(adds.size()),
                            "numRemovedFiles", String.valueOf(removes.size())));
        }
    }
}
