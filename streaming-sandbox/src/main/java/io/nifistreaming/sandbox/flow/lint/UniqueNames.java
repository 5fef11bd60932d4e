package io.nifistreaming.sandbox.flow.lint;

import io.nifistreaming.sandbox.flow.ComponentKind;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import java.util.HashSet;
import java.util.Set;

/** Names identify components, in identifiers and in diffs: so they must be there, and be different. */
final class UniqueNames implements LintRule {
    @Override
    public String name() {
        return "names";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        Set<String> taken = new HashSet<>();
        for (FlowComponent component : flow.components()) {
            if (component.path().endsWith("/") || component.path().isEmpty()) {
                report.add(component.label(), "It has no name. Give it one (a label's first line is its name).");
            } else if (component.kind() != ComponentKind.FUNNEL && !taken.add(component.kind() + component.path())) {
                report.add(
                        component.label(),
                        "Another one here has the same name, so identifiers and diffs could"
                                + " confuse them. Rename one of them.");
            }
        }
    }
}
