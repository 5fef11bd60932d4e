package io.nifistreaming.sandbox.flow.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.ParameterContext;
import io.nifistreaming.sandbox.flow.ParameterReferences;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every parameter that is used is declared by the group's context, sensitive ones by sensitive properties only. */
final class DeclaredParameters implements LintRule {
    private static final List<String> SCHEDULING =
            List.of("schedulingPeriod", "penaltyDuration", "yieldDuration", "flowFileExpiration");

    @Override
    public String name() {
        return "parameters";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        Set<String> used = new HashSet<>();
        for (FlowComponent component : flow.components()) {
            Optional<ParameterContext> context = flow.parameterContexts().stream()
                    .filter(one -> one.name()
                            .equals(component
                                    .group()
                                    .path("parameterContextName")
                                    .asText()))
                    .findFirst();
            for (Map.Entry<String, String> property : component.properties().entrySet()) {
                for (String parameter : ParameterReferences.in(property.getValue())) {
                    used.add(parameter);
                    if (context.flatMap(one -> one.parameter(parameter)).isEmpty()) {
                        report.add(
                                component.label(),
                                "The property '" + property.getKey() + "' uses the parameter '" + parameter
                                        + "', which the group's parameter context does not declare. Declare it in"
                                        + " parameterContexts, and set parameterContextName.");
                    }
                }
            }
            scheduling(component, report);
        }
        unused(flow, used, report);
    }

    private static void scheduling(FlowComponent component, Report report) {
        for (String field : SCHEDULING) {
            JsonNode value = component.json().path(field);
            if (value.asText().contains("#{")) {
                report.add(
                        component.label(),
                        field + " uses a parameter, which NiFi 1.16 takes in properties only. Use a property.");
            }
        }
    }

    private static void unused(FlowDefinition flow, Set<String> used, Report report) {
        for (ParameterContext context : flow.parameterContexts()) {
            for (ParameterContext.Entry parameter : context.parameters()) {
                if (!used.contains(parameter.name())) {
                    report.add(
                            "parameter context '" + context.name() + "'",
                            "Nothing uses the parameter '" + parameter.name() + "'. Remove it.");
                }
            }
        }
    }
}
