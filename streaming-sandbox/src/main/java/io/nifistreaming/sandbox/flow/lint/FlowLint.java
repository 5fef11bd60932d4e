package io.nifistreaming.sandbox.flow.lint;

import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds in a flow file what would fail on the canvas, be lost in NiFi Registry, give a secret away, be hidden when
 * somebody looks, or make the next diff unreadable. It needs neither NiFi nor Registry.
 */
public final class FlowLint {
    private final List<LintRule> rules;

    /** @param catalogue the component types that flows may use */
    public FlowLint(ComponentCatalogue catalogue) {
        this.rules = List.of(
                new UniqueNames(),
                new KnownTypes(catalogue),
                new KnownProperties(catalogue),
                new ServiceReferences(catalogue),
                new DeclaredParameters(),
                new NoSecrets(catalogue),
                new HandledRelationships(catalogue),
                new KeptByRegistry(),
                new ClearOfPalettes(),
                new Canonical(catalogue));
    }

    /** What is wrong, in the order of the rules; empty if nothing is. */
    public List<LintFinding> check(FlowDefinition flow) {
        List<LintFinding> findings = new ArrayList<>();
        for (LintRule rule : rules) {
            rule.check(flow, (where, message) -> findings.add(new LintFinding(rule.name(), where, message)));
        }
        return List.copyOf(findings);
    }
}
