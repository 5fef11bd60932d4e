package io.nifistreaming.delta;

import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.nifistreaming.delta.Compaction.Result;
import io.nifistreaming.delta.CompactionPlan.Effect;
import io.nifistreaming.delta.CompactionPlan.Order;
import io.nifistreaming.delta.TableTransaction.Outcome;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes few large files of many small ones, in versions that bring no rows and take none away. Whoever appends
 * meanwhile notices nothing; where another writer changes the same files, this one gives way.
 */
public final class TableCompactor {
    /** So many files of the target's size are read for one version: what is lost if it has to give way. */
    private static final int FILES_OF_VERSION = 8;

    private final DeltaTable table;
    private final Clock clock;

    public TableCompactor(DeltaTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Puts files together, or tells what that would be.
     *
     * @param info for the table's history
     * @throws IllegalArgumentException if the plan names columns that the table does not have, or not for that
     * @throws IOException if files can't be read or written; what was committed before stays
     */
    public Compaction compact(CompactionPlan plan, Map<String, String> info) throws IOException {
        if (!table.state().exists()) {
            return Compaction.of(Result.NO_TABLE, "There is no table " + table.path());
        }
        table.requireWritable();
        TableTransaction transaction = TableTransaction.begin(table);
        check(plan, transaction.snapshot().state());
        List<List<TableFile>> bins = FileBins.of(transaction.snapshot().files(plan.partitions()), plan);
        if (bins.isEmpty()) {
            return Compaction.of(Result.NOTHING, "");
        }
        if (plan.effect() == Effect.DRY_RUN) {
            return planned(bins, plan);
        }
        Run run = new Run(plan, info);
        return run.of(transaction, bins);
    }

    private static void check(CompactionPlan plan, TableState state) {
        for (String column : plan.partitions().columns()) {
            if (state.partitionColumns().stream().noneMatch(column::equalsIgnoreCase)) {
                throw new IllegalArgumentException("Column '" + column + "' does not partition the table, so that it "
                        + "can't say which files to look at: use " + state.partitionColumns());
            }
        }
        for (String column : plan.orderBy()) {
            ColumnPath path = ColumnPath.of(state.schema(), column);
            boolean partitions = state.partitionColumns().stream().anyMatch(path.text()::equalsIgnoreCase);
            if (partitions || !TypedValue.isOrdered(path.type())) {
                throw new IllegalArgumentException("Rows can't be ordered by column '" + column + "', which "
                        + (partitions ? "partitions the table" : "is " + SchemaEvolution.text(path.type()))
                        + ": choose another");
            }
        }
    }

    private static Compaction planned(List<List<TableFile>> bins, CompactionPlan plan) {
        long files = bins.stream().mapToLong(List::size).sum();
        long bytes = bytes(bins.stream().flatMap(List::stream).toList());
        long made = bins.stream()
                .mapToLong(bin -> Math.max(1, bytes(bin) / plan.targetBytes()))
                .sum();
        return new Compaction(Result.PLANNED, files, made, bytes, bytes, 0, List.of(), "");
    }

    private static long bytes(List<TableFile> files) {
        return files.stream().mapToLong(TableFile::bytes).sum();
    }

    private final class Run {
        private final CompactionPlan plan;
        private final Map<String, String> info;
        private final List<Long> versions = new ArrayList<>();
        private long filesTaken;
        private long filesMade;
        private long bytesTaken;
        private long bytesMade;
        private long rows;

        Run(CompactionPlan plan, Map<String, String> info) {
            this.plan = plan;
            this.info = info;
        }

        Compaction of(TableTransaction first, List<List<TableFile>> bins) throws IOException {
            TableTransaction transaction = first;
            for (List<List<TableFile>> batch : batches(bins)) {
                transaction = transaction == null ? TableTransaction.begin(table) : transaction;
                Set<TableFile> present = new HashSet<>(transaction.snapshot().files(plan.partitions()));
                batch.removeIf(bin -> !present.containsAll(bin));
                if (!batch.isEmpty()) {
                    Outcome outcome = commit(transaction, batch);
                    if (outcome instanceof Outcome.GaveWay gaveWay) {
                        return ended(Result.GAVE_WAY, gaveWay.reason());
                    }
                    if (outcome instanceof Outcome.Unknown unknown) {
                        return ended(Result.UNKNOWN, unknown.reason());
                    }
                    transaction = null;
                }
            }
            return versions.isEmpty()
                    ? ended(Result.GAVE_WAY, "Others have changed all of the files meanwhile")
                    : ended(Result.DONE, "");
        }

        private List<List<List<TableFile>>> batches(List<List<TableFile>> bins) {
            List<List<List<TableFile>>> batches = new ArrayList<>();
            long most = FILES_OF_VERSION * plan.targetBytes();
            long bytes = most;
            for (List<TableFile> bin : bins) {
                if (bytes >= most) {
                    batches.add(new ArrayList<>());
                    bytes = 0;
                }
                batches.get(batches.size() - 1).add(bin);
                bytes += bytes(bin);
            }
            return batches;
        }

        private Outcome commit(TableTransaction transaction, List<List<TableFile>> batch) throws IOException {
            List<DataFile> made = new ArrayList<>();
            try {
                for (List<TableFile> bin : batch) {
                    made.addAll(written(transaction.snapshot(), bin));
                }
            } catch (IOException | RuntimeException failed) {
                RecordParquetWriter.delete(table.configuration(), table.path(), made);
                throw failed;
            }
            List<TableFile> taken = batch.stream().flatMap(List::stream).toList();
            Outcome outcome =
                    transaction.commit("OPTIMIZE", actions(taken, made), told(), metrics(taken.size(), made.size()));
            if (outcome instanceof Outcome.Committed committed) {
                versions.add(committed.version());
                filesTaken += taken.size();
                filesMade += made.size();
                bytesTaken += bytes(taken);
                bytesMade += made.stream().mapToLong(DataFile::bytes).sum();
                rows += made.stream().mapToLong(DataFile::rows).sum();
            } else if (outcome instanceof Outcome.GaveWay) {
                RecordParquetWriter.delete(table.configuration(), table.path(), made);
            }
            return outcome;
        }

        private List<DataFile> written(TableSnapshot snapshot, List<TableFile> bin) throws IOException {
            ReadPlan reading = snapshot.plan().withTexts(ReadPlan.Texts.UTF8);
            RecordParquetWriter writer =
                    new RecordParquetWriter(table.configuration(), table.path(), plan.writing(snapshot.state()));
            try (RowSource source = ordered(bin, reading)) {
                for (Object[] row = source.next(); row != null; row = source.next()) {
                    writer.write(row);
                }
                return writer.finish();
            } catch (IOException | RuntimeException failed) {
                writer.discard();
                throw failed;
            }
        }

        private RowSource ordered(List<TableFile> bin, ReadPlan reading) throws IOException {
            if (plan.order() == Order.NONE) {
                return new FileRows(table, bin, reading);
            }
            return SortedRows.of(table, bin, reading, RowOrder.of(table, bin, reading, plan), plan.memoryBytes() / 2);
        }

        private List<Action> actions(List<TableFile> taken, List<DataFile> made) {
            Map<String, String> tags =
                    plan.order() == Order.NONE ? Map.of() : Map.of(FileBins.ORDER_TAG, plan.orderTag());
            List<Action> actions = new ArrayList<>();
            for (DataFile file : made) {
                AddFile added = AddFile.builder(
                                TablePaths.encoded(file.path()),
                                file.partition(),
                                file.bytes(),
                                file.modifiedMillis(),
                                false)
                        .stats(file.statistics())
                        .build();
                actions.add(TableTransaction.rearranged(added, tags));
            }
            taken.forEach(file -> actions.add(file.added().remove(clock.millis(), false)));
            return actions;
        }

        private Map<String, String> told() {
            Map<String, String> told = new LinkedHashMap<>(info);
            told.put("targetSize", String.valueOf(plan.targetBytes()));
            if (plan.order() != Order.NONE) {
                told.put("order", plan.orderTag());
            }
            return told;
        }

        private Map<String, String> metrics(long taken, long made) {
            return Map.of("numRemovedFiles", String.valueOf(taken), "numAddedFiles", String.valueOf(made));
        }

        private Compaction ended(Result result, String remark) {
            return new Compaction(result, filesTaken, filesMade, bytesTaken, bytesMade, rows, versions, remark);
        }
    }
}
