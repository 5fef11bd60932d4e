package io.nifistreaming.sandbox.flow;

/** One difference between two flows; its text is a line for people. */
public sealed interface FlowChange {
    /** What changed, for example {@code processor 'competitor-prices/Poll competitors'}. */
    String where();

    /** Only the second flow has it. */
    record Added(String where) implements FlowChange {
        @Override
        public String toString() {
            return "+ " + where;
        }
    }

    /** Only the first flow has it. */
    record Removed(String where) implements FlowChange {
        @Override
        public String toString() {
            return "- " + where;
        }
    }

    /**
     * Both have it, with different values.
     *
     * @param what the field, or {@code property 'name'}
     * @param before the value in the first flow; {@code (unset)} if it has none
     * @param after the value in the second flow
     */
    record Changed(String where, String what, String before, String after) implements FlowChange {
        @Override
        public String toString() {
            return "~ " + where + ": " + what + ": " + before + " -> " + after;
        }
    }
}
