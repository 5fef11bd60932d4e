package io.nifistreaming.sandbox.flow.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.flow.ComponentFields;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;

/** NiFi Registry 0.8.0 drops fields it does not know, and NiFi still says "up to date": so flows must not need them. */
final class KeptByRegistry implements LintRule {
    @Override
    public String name() {
        return "registry";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        for (FlowComponent component : flow.components()) {
            ComponentFields fields = ComponentFields.of(component.kind());
            component.json().properties().forEach(entry -> {
                if (!fields.survives(entry.getKey()) && !fields.harmless(entry.getKey(), entry.getValue())) {
                    report.add(component.label(), message(fields, entry.getKey()));
                }
            });
        }
        for (JsonNode context : flow.json().path("parameterContexts")) {
            if (!context.path("inheritedParameterContexts").isEmpty()) {
                report.add(
                        "parameter context '" + context.path("name").asText() + "'",
                        "It inherits from other contexts, which NiFi Registry 0.8.0 would drop. Declare the"
                                + " parameters in one context.");
            }
        }
    }

    private static String message(ComponentFields fields, String field) {
        JsonNode byDefault = fields.dropped().path(field);
        return "NiFi Registry 0.8.0 would drop the field '" + field + "' without a word. "
                + (byDefault.isMissingNode() ? "Remove it." : "Leave it at its default, " + byDefault + ".");
    }
}
