package io.nifistreaming.delta;

import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.AddFile;
import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A merge as one version of the table wants it, and as later ones do while they have the same rows of its keys. */
final class MergeAttempt {
    private final DeltaTable table;
    private final MergePlan plan;
    private final TableState state;
    private final Admission admission;
    private final List<DataFile> files = new ArrayList<>();
    private Snapshot snapshot;
    private MergeColumns columns;
    private MergeSource source;
    private TargetScan scan;
    private MergeCounts counts = MergeCounts.NONE;
    private long copied;

    MergeAttempt(DeltaTable table, MergePlan plan, Snapshot snapshot, Admission admission) {
        this.table = table;
        this.plan = plan;
        this.snapshot = snapshot;
        this.state = DeltaTable.state(snapshot);
        this.admission = admission;
    }

    /** Judges, and writes all data files. */
    void prepare() throws IOException, TooManyKeysException {
        if (!admission.isAnyTaken()) {
            settle();
            return;
        }
        WritePlan writing = admission.writePlan();
        columns = new MergeColumns(plan, writing.schema(), writing.partitionColumns());
        source = new MergeSource(admission, plan, columns);
        source.readKeys();
        scan = new TargetScan(table, writing.schema(), columns, source.index());
        scan.examine(files(snapshot));
        MergeWriter writer = writer();
        try {
            for (TableFile file : scan.touched()) {
                writer.rewrite(file, scan.matched());
            }
            counts = source.writeRows(writer);
            files.addAll(writer.finish());
            copied = writer.copied();
        } catch (IOException | RuntimeException e) {
            writer.discard();
            throw e;
        }
    }

    /** No row is merged; those that the table holds are read, since what can't be a row must be told, once at least. */
    private void settle() throws IOException {
        for (int input : admission.order()) {
            if (admission.outcome(input) == null) {
                boolean duplicate = admission.isDuplicate(input);
                Admission.Taken taken = admission.read(input, (row, from) -> {
                    throw new IllegalStateException("A row that nobody takes");
                });
                admission.set(
                        input,
                        duplicate
                                ? new InputOutcome.Duplicate()
                                : new InputOutcome.Merged(MergeCounts.NONE, taken.held()));
            }
        }
    }

    private MergeWriter writer() {
        return new MergeWriter(table, admission.writePlan(), columns, source.index());
    }

    /** Goes on to a later version; returns whether what was decided holds there. */
    boolean advance(Snapshot later) throws IOException {
        TableState now = DeltaTable.state(later);
        boolean alike = now.exists() == state.exists()
                && (!now.exists()
                        || now.schema().equals(state.schema())
                                && now.partitionColumns().equals(state.partitionColumns()));
        if (!alike) {
            return false;
        }
        Optional<List<TableFile>> more = scan.advance(files(later));
        if (more.isEmpty()) {
            return false;
        }
        snapshot = later;
        if (!more.get().isEmpty()) {
            rewrite(more.get());
        }
        return true;
    }

    private void rewrite(List<TableFile> more) throws IOException {
        MergeWriter writer = writer();
        try {
            for (TableFile file : more) {
                writer.rewrite(file, scan.matched());
            }
            files.addAll(writer.finish());
            copied += writer.copied();
        } catch (IOException | RuntimeException e) {
            writer.discard();
            throw e;
        }
    }

    private static List<TableFile> files(Snapshot of) {
        List<TableFile> files = new ArrayList<>();
        if (of.getVersion() >= 0) {
            for (AddFile added : of.getAllFiles()) {
                files.add(new TableFile(added));
            }
        }
        return files;
    }

    /** Whether the table stays as it is; of no columns none can be made, and nobody needs to wait for it. */
    boolean isIdle() {
        return files.isEmpty()
                && touched().isEmpty()
                && (admission.schema() == null || admission.ranges().steps().isEmpty());
    }

    private List<TableFile> touched() {
        return scan == null ? List.of() : scan.touched();
    }

    TableCommit commit(Map<String, String> info) {
        WritePlan writing = admission.writePlan();
        Map<String, String> all = new LinkedHashMap<>(info);
        all.put("keys", String.join(", ", plan.keys()));
        TableCommit commit = TableCommit.of(writing, files, admission.ranges().steps())
                .withInfo(all)
                .withProperties(plan.writing().properties());
        return scan == null
                ? commit
                : commit.withReplacement(new Replacement(
                        snapshot.getVersion(), touched(), source.scope().filter(), metrics()));
    }

    /** As Delta's own engine calls them. */
    private Map<String, String> metrics() {
        return Map.of(
                "numTargetRowsInserted", String.valueOf(counts.inserted()),
                "numTargetRowsUpdated", String.valueOf(counts.updated()),
                "numTargetRowsDeleted", String.valueOf(counts.deleted()),
                "numTargetRowsCopied", String.valueOf(copied),
                "numTargetFilesAdded", String.valueOf(files.size()),
                "numTargetFilesRemoved", String.valueOf(touched().size()));
    }

    AppendOutcome merged(long version) {
        return new AppendOutcome.Appended(
                version,
                admission.outcomes(),
                files,
                touched().size(),
                admission.ranges().holes());
    }

    /** Deletes what was written, which no version tells of. */
    void discard() {
        RecordParquetWriter.delete(table.configuration(), table.path(), files);
        files.clear();
    }
}
