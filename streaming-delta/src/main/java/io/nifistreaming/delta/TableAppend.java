package io.nifistreaming.delta;

import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import io.nifistreaming.delta.RangePlan.Verdict;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Appends what several inputs hold in one version of a table: judge, write, commit; and anew if another writer was
 * faster. What the table holds already is left out, by its origin.
 */
public final class TableAppend {
    private static final int ATTEMPTS = 8;
    private static final int TRIES = 3;

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
            Attempt one = new Attempt(state, inputs);
            one.judge();
            boolean idle = one.isIdle();
            List<DataFile> files = one.write();
            if (idle) {
                return one.appended(TableState.NONE, files);
            }
            TableCommit commit = TableCommit.of(one.writePlan(), files, one.ranges.steps())
                    .withInfo(info)
                    .withProperties(plan.properties());
            CommitOutcome outcome = committed(commit, state.version());
            if (outcome instanceof CommitOutcome.Committed committed) {
                return one.appended(committed.version(), files);
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

    /** What may have arrived is tried again at once: only the same commit recognises itself. */
    private CommitOutcome committed(TableCommit commit, long since) {
        CommitOutcome outcome = committer.commit(commit, since);
        for (int again = 0; again < TRIES && outcome instanceof CommitOutcome.Unknown; again++) {
            outcome = committer.commit(commit, since);
        }
        return outcome;
    }

    /**
     * One look at the table, and what follows from it. The range of an input that is unfit is held from then on like
     * any other: it goes another way, and those behind it must not wait for it.
     */
    private final class Attempt {
        private final TableState state;
        private final List<? extends AppendInput> inputs;
        private final InputOutcome[] outcomes;
        /** What of each input is to be written; null for all of it. */
        private final List<List<Range>> parts = new ArrayList<>();

        private TableSchema schema;
        private RangePlan ranges;

        Attempt(TableState state, List<? extends AppendInput> inputs) {
            this.state = state;
            this.inputs = inputs;
            this.outcomes = new InputOutcome[inputs.size()];
            this.schema = state.schema();
        }

        void judge() throws IOException {
            for (int index = 0; index < outcomes.length; index++) {
                fit(index);
                parts.add(null);
            }
            List<Integer> offering = new ArrayList<>();
            List<RangePlan.Offer> offers = new ArrayList<>();
            Set<SourceId> sources = new LinkedHashSet<>();
            for (int index = 0; index < outcomes.length; index++) {
                Optional<RangePlan.Offer> offer = inputs.get(index).offer();
                if (offer.isPresent()) {
                    offering.add(index);
                    offers.add(offer.get());
                    sources.add(offer.get().source());
                }
            }
            ranges = RangePlan.of(sources.isEmpty() ? Map.of() : table.held(sources), offers, plan.early());
            for (int at = 0; at < offering.size(); at++) {
                judge(offering.get(at), ranges.verdicts().get(at));
            }
        }

        private void judge(int index, Verdict verdict) {
            if (verdict instanceof Verdict.Wait wait) {
                outcomes[index] = new InputOutcome.Early(wait.hole());
            } else {
                // Of a duplicate nothing is written, but it is read: what can't be a row must be told, once at least.
                List<Range> wanted = verdict instanceof Verdict.Take take ? take.parts() : List.of();
                Range whole = inputs.get(index).offer().orElseThrow().range();
                parts.set(index, wanted.equals(List.of(whole)) ? null : wanted);
            }
        }

        private void fit(int index) {
            if (inputs.get(index).isEmpty()) {
                return;
            }
            TableSchema incoming = inputs.get(index).schema();
            if (schema == null) {
                schema = incoming;
                return;
            }
            SchemaEvolution.Policy policy = state.exists() ? plan.evolution() : SchemaEvolution.Policy.ADD_COLUMNS;
            SchemaEvolution.Evolution evolution = SchemaEvolution.of(schema, incoming, policy);
            if (evolution instanceof SchemaEvolution.Evolution.Accepted accepted) {
                schema = accepted.schema();
            } else {
                outcomes[index] = new InputOutcome.Unfit(((SchemaEvolution.Evolution.Refused) evolution).reasons());
            }
        }

        /** Whether the table stays as it is; of no columns none can be made, and nobody needs to wait for it. */
        boolean isIdle() {
            if (schema == null) {
                return true;
            }
            for (int index = 0; index < outcomes.length; index++) {
                if (outcomes[index] == null
                        && !inputs.get(index).isEmpty()
                        && (parts.get(index) == null || !parts.get(index).isEmpty())) {
                    return false;
                }
            }
            return ranges.steps().isEmpty();
        }

        WritePlan writePlan() {
            return plan.writing(schema, state.exists() ? state.partitionColumns() : plan.partitionColumns());
        }

        List<DataFile> write() throws IOException {
            for (int index = 0; index < outcomes.length; index++) {
                if (outcomes[index] == null && inputs.get(index).isEmpty()) {
                    outcomes[index] = written(parts.get(index), 0, 0);
                }
            }
            return schema == null ? List.of() : writeRows();
        }

        private List<DataFile> writeRows() throws IOException {
            RecordParquetWriter writer = new RecordParquetWriter(table.configuration(), table.path(), writePlan());
            try {
                for (int index = 0; index < outcomes.length; index++) {
                    if (outcomes[index] == null) {
                        outcomes[index] = write(index, writer);
                    }
                }
                return writer.finish();
            } catch (IOException | RuntimeException e) {
                writer.discard();
                throw e;
            }
        }

        private InputOutcome write(int index, RecordParquetWriter writer) throws IOException {
            List<Range> wanted = parts.get(index);
            long written = 0;
            long held = 0;
            try (AppendInput.Rows rows = inputs.get(index).open(schema)) {
                for (Object[] row = rows.next(); row != null; row = rows.next()) {
                    if (wanted == null || isIn(wanted, rows.position())) {
                        writer.write(row);
                        written++;
                    } else {
                        held++;
                    }
                }
            }
            return written(wanted, written, held);
        }

        private InputOutcome written(List<Range> wanted, long rows, long held) {
            boolean duplicate = wanted != null && wanted.isEmpty();
            return duplicate ? new InputOutcome.Duplicate() : new InputOutcome.Written(rows, held);
        }

        private boolean isIn(List<Range> ranges, long position) {
            for (Range range : ranges) {
                if (range.first() <= position && position < range.next()) {
                    return true;
                }
            }
            return false;
        }

        AppendOutcome appended(long version, List<DataFile> files) {
            return new AppendOutcome.Appended(version, List.of(outcomes), files, ranges.holes());
        }
    }
}
