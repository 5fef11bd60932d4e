package io.nifistreaming.delta;

import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import io.nifistreaming.delta.RangePlan.Verdict;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of several inputs is to get into a table as it is now: whose columns fit it, and which rows it lacks, by their
 * origin. The range of an input that is unfit is held from then on like any other: it goes another way, and those
 * behind it must not wait for it.
 */
final class Admission {
    /** What becomes of a row. */
    interface Sink {
        void take(Object[] row, AppendInput.Rows from) throws IOException;
    }

    /** How many rows of an input were taken, and how many the table held. */
    record Taken(long rows, long held) {}

    /** What is wanted of an input's columns beyond that they fit the table. */
    interface Demand {
        /** Nothing more. */
        Demand NONE = new Demand() {
            @Override
            public TableSchema completed(TableSchema incoming) {
                return incoming;
            }

            @Override
            public List<String> problems(TableSchema incoming) {
                return List.of();
            }
        };

        /** With columns that come from elsewhere. */
        TableSchema completed(TableSchema incoming);

        /** Why such rows can't be taken; empty if they can. */
        List<String> problems(TableSchema incoming);
    }

    private final DeltaTable table;
    private final TableState state;
    private final AppendPlan plan;
    private final Demand demand;
    private final List<? extends AppendInput> inputs;
    private final InputOutcome[] outcomes;
    /** What of each input is to be taken; null for all of it. */
    private final List<List<Range>> parts = new ArrayList<>();

    private TableSchema schema;
    private RangePlan ranges;
    private Map<SourceId, Range> held = Map.of();

    private Admission(
            DeltaTable table, TableState state, AppendPlan plan, Demand demand, List<? extends AppendInput> inputs) {
        this.table = table;
        this.state = state;
        this.plan = plan;
        this.demand = demand;
        this.inputs = inputs;
        this.outcomes = new InputOutcome[inputs.size()];
        this.schema = state.schema();
    }

    /** Judges them by what the table holds at this moment. */
    static Admission of(
            DeltaTable table, TableState state, AppendPlan plan, Demand demand, List<? extends AppendInput> inputs)
            throws IOException {
        Admission admission = new Admission(table, state, plan, demand, inputs);
        admission.judge();
        return admission;
    }

    private void judge() throws IOException {
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
        held = sources.isEmpty() ? Map.of() : table.held(sources);
        ranges = RangePlan.of(held, offers, plan.early());
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
        List<String> problems = demand.problems(incoming);
        if (!problems.isEmpty()) {
            outcomes[index] = new InputOutcome.Unfit(problems);
            return;
        }
        TableSchema completed = demand.completed(incoming);
        if (schema == null) {
            schema = completed;
            return;
        }
        SchemaEvolution.Policy policy = state.exists() ? plan.evolution() : SchemaEvolution.Policy.ADD_COLUMNS;
        SchemaEvolution.Evolution evolution = SchemaEvolution.of(schema, completed, policy);
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
        return !isAnyTaken() && ranges.steps().isEmpty();
    }

    /** Whether rows of any input are to get into the table. */
    boolean isAnyTaken() {
        for (int index = 0; index < outcomes.length; index++) {
            if (isTaken(index)) {
                return true;
            }
        }
        return false;
    }

    /** Whether rows of the input are to get into the table. */
    boolean isTaken(int index) {
        return outcomes[index] == null && !inputs.get(index).isEmpty() && !isDuplicate(index);
    }

    /** Whether all that the input offers is in the table already. */
    boolean isDuplicate(int index) {
        return outcomes[index] == null
                && parts.get(index) != null
                && parts.get(index).isEmpty();
    }

    /**
     * Whether the row that an input gave last comes before all that the table holds of its source, though it is taken
     * in after that.
     */
    boolean isLate(int index, AppendInput.Rows at) throws IOException {
        Optional<RangePlan.Offer> offer = inputs.get(index).offer();
        Range before = offer.map(one -> held.get(one.source())).orElse(null);
        if (before == null || offer.get().range().first() >= before.first()) {
            return false;
        }
        return offer.get().range().next() <= before.first() || at.position() < before.first();
    }

    /** Null if there is neither a table nor a row to make one of. */
    TableSchema schema() {
        return schema;
    }

    RangePlan ranges() {
        return ranges;
    }

    WritePlan writePlan() {
        return plan.writing(schema, partitionColumns());
    }

    List<String> partitionColumns() {
        return state.exists() ? state.partitionColumns() : plan.partitionColumns();
    }

    /** What became of each input, null where that is still open. */
    InputOutcome outcome(int index) {
        return outcomes[index];
    }

    void set(int index, InputOutcome outcome) {
        outcomes[index] = outcome;
    }

    List<InputOutcome> outcomes() {
        return List.of(outcomes);
    }

    /** The inputs in the order of their origin: those of one source by what of them is taken, others as they came. */
    List<Integer> order() {
        Map<SourceId, Integer> firsts = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        int[] group = new int[outcomes.length];
        long[] within = new long[outcomes.length];
        for (int index = 0; index < outcomes.length; index++) {
            Optional<RangePlan.Offer> offer = inputs.get(index).offer();
            Integer first = offer.isPresent() ? firsts.putIfAbsent(offer.get().source(), index) : null;
            group[index] = first == null ? index : first;
            within[index] = offer.isPresent() ? firstTaken(index, offer.get().range()) : 0;
            order.add(index);
        }
        order.sort(Comparator.<Integer>comparingInt(index -> group[index]).thenComparingLong(index -> within[index]));
        return order;
    }

    private long firstTaken(int index, Range whole) {
        List<Range> wanted = parts.get(index);
        return wanted == null || wanted.isEmpty()
                ? whole.first()
                : wanted.get(0).first();
    }

    /** Reads the rows of an input that the table lacks. */
    Taken read(int index, Sink sink) throws IOException {
        List<Range> wanted = parts.get(index);
        long taken = 0;
        long held = 0;
        if (inputs.get(index).isEmpty()) {
            return new Taken(0, 0);
        }
        try (AppendInput.Rows rows = inputs.get(index).open(schema)) {
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
                if (wanted == null || isIn(wanted, rows.position())) {
                    sink.take(row, rows);
                    taken++;
                } else {
                    held++;
                }
            }
        }
        return new Taken(taken, held);
    }

    private static boolean isIn(List<Range> ranges, long position) {
        for (Range range : ranges) {
            if (range.first() <= position && position < range.next()) {
                return true;
            }
        }
        return false;
    }
}
