package io.nifistreaming.delta;

import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Appends what several inputs hold in one version of a table: judge, write, commit; and anew if another writer was
 * faster. What the table holds already is left out, by its origin.
 */
public final class TableAppend {
    private static final int ATTEMPTS = 8;

    private final DeltaTable table;
    private final TableCommitter committer;
    private final AppendPlan plan;

    public TableAppend(DeltaTable table, TableCommitter committer, AppendPlan plan) {
        this.table = table;
        this.committer = committer;
        this.plan = plan;
    }

    /**
     * Appends the inputs.
     *
     * @param info for the table's history
     * @throws IOException if an input can't be read, or a file can't be written: nothing was appended then
     */
    public AppendOutcome append(List<? extends AppendInput> inputs, Map<String, String> info) throws IOException {
        table.requireWritable();
        TableState state = table.state();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!state.exists() && !plan.create()) {
                return new AppendOutcome.NoTable();
            }
            Admission admission = Admission.of(table, state, plan, Admission.Demand.NONE, inputs);
            boolean idle = admission.isIdle();
            List<DataFile> files = write(admission, inputs.size());
            if (idle) {
                return appended(admission, TableState.NONE, files);
            }
            TableCommit commit = TableCommit.of(
                            admission.writePlan(), files, admission.ranges().steps())
                    .withInfo(info)
                    .withProperties(plan.properties());
            CommitOutcome outcome = committer.commitSurely(commit, state.version());
            if (outcome instanceof CommitOutcome.Committed committed) {
                return appended(admission, committed.version(), files);
            }
            if (outcome instanceof CommitOutcome.Unknown unknown) {
                return new AppendOutcome.Unknown(unknown.reason());
            }
            RecordParquetWriter.delete(table.configuration(), table.path(), files);
            if (outcome instanceof CommitOutcome.Busy busy) {
                return new AppendOutcome.Wait(busy.reason());
            }
            state = table.state();
        }
        return new AppendOutcome.Wait("Other writers of " + table.path() + " were always faster");
    }

    private List<DataFile> write(Admission admission, int inputs) throws IOException {
        if (admission.schema() == null) {
            read(admission, inputs, (row, from) -> {
                throw new IllegalStateException("A row without columns");
            });
            return List.of();
        }
        RecordParquetWriter writer =
                new RecordParquetWriter(table.configuration(), table.path(), admission.writePlan());
        try {
            read(admission, inputs, (row, from) -> writer.write(row));
            return writer.finish();
        } catch (IOException | RuntimeException e) {
            writer.discard();
            throw e;
        }
    }

    private static void read(Admission admission, int inputs, Admission.Sink sink) throws IOException {
        for (int index = 0; index < inputs; index++) {
            if (admission.outcome(index) == null) {
                boolean duplicate = admission.isDuplicate(index);
                Admission.Taken taken = admission.read(index, sink);
                admission.set(
                        index,
                        duplicate
                                ? new InputOutcome.Duplicate()
                                : new InputOutcome.Written(taken.rows(), taken.held()));
            }
        }
    }

    private static AppendOutcome appended(Admission admission, long version, List<DataFile> files) {
        return new AppendOutcome.Appended(
                version, admission.outcomes(), files, 0, admission.ranges().holes());
    }
}
