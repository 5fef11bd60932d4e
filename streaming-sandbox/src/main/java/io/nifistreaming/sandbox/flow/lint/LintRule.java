package io.nifistreaming.sandbox.flow.lint;

import io.nifistreaming.sandbox.flow.FlowDefinition;

/** One rule: looks at a whole flow and reports what breaks it. Rules hold no state and read nothing but the flow. */
interface LintRule {
    String name();

    void check(FlowDefinition flow, Report report);

    /** Where a rule reports to. */
    @FunctionalInterface
    interface Report {
        void add(String where, String message);
    }
}
