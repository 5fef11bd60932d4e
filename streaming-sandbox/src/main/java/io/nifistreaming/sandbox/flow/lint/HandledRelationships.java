package io.nifistreaming.sandbox.flow.lint;

import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.ComponentKind;
import io.nifistreaming.sandbox.flow.ComponentSpec;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Each relationship of each processor goes somewhere, or ends there by decision; connections join what exists. */
final class HandledRelationships implements LintRule {
    private static final Set<ComponentKind> ENDS =
            Set.of(ComponentKind.PROCESSOR, ComponentKind.INPUT_PORT, ComponentKind.OUTPUT_PORT, ComponentKind.FUNNEL);

    private final ComponentCatalogue catalogue;

    HandledRelationships(ComponentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "relationships";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        Map<String, FlowComponent> ends = flow.components().stream()
                .filter(component -> ENDS.contains(component.kind()))
                .collect(Collectors.toMap(FlowComponent::id, component -> component));
        flow.components(ComponentKind.CONNECTION).forEach(connection -> connection(connection, ends, report));
        for (FlowComponent processor : flow.components(ComponentKind.PROCESSOR)) {
            catalogue.find(processor.type()).ifPresent(spec -> processor(flow, processor, spec, report));
        }
    }

    private void processor(FlowDefinition flow, FlowComponent processor, ComponentSpec spec, Report report) {
        Set<String> ended = new TreeSet<>(processor.texts("autoTerminatedRelationships"));
        Set<String> connected = new TreeSet<>();
        for (FlowComponent connection : flow.components(ComponentKind.CONNECTION)) {
            if (connection.end("source").equals(processor.id())) {
                connected.addAll(connection.texts("selectedRelationships"));
            }
        }
        Set<String> mentioned = new TreeSet<>(ended);
        mentioned.addAll(connected);
        for (String relationship : mentioned) {
            if (!spec.relationships().contains(relationship) && !known(processor, spec, relationship)) {
                report.add(
                        processor.label(),
                        "It has no relationship '" + relationship + "'. It has: "
                                + String.join(", ", new TreeSet<>(spec.relationships())) + ".");
            } else if (ended.contains(relationship) && connected.contains(relationship)) {
                report.add(
                        processor.label(),
                        "The relationship '" + relationship + "' is connected and terminated. Choose one.");
            }
        }
        for (String relationship : spec.relationships()) {
            if (!mentioned.contains(relationship)) {
                report.add(
                        processor.label(),
                        "The relationship '" + relationship + "' goes nowhere, so it cannot start. Connect it, or"
                                + " terminate it if what comes there may be forgotten.");
            }
        }
    }

    /** Some processors make a relationship of each property of the user's naming. */
    private static boolean known(FlowComponent processor, ComponentSpec spec, String relationship) {
        return spec.dynamicRelationships() && processor.properties().containsKey(relationship);
    }

    private static void connection(FlowComponent connection, Map<String, FlowComponent> ends, Report report) {
        for (String side : new String[] {"source", "destination"}) {
            FlowComponent end = ends.get(connection.end(side));
            if (end == null) {
                report.add(connection.label(), "Its " + side + " is not in this flow. Connect it to something here.");
            } else if (end.kind() != ComponentKind.FUNNEL
                    && !connection.json().path(side).path("name").asText().equals(end.name())) {
                report.add(
                        connection.label(),
                        "Its " + side + " is '" + end.name() + "' by identifier, and not by name. Write the same.");
            }
        }
        FlowComponent source = ends.get(connection.end("source"));
        if (source != null
                && source.kind() == ComponentKind.PROCESSOR
                && connection.texts("selectedRelationships").isEmpty()) {
            report.add(connection.label(), "It takes no relationship. Select one.");
        }
        if (connection.json().path("backPressureObjectThreshold").asLong() <= 0) {
            report.add(
                    connection.label(),
                    "It has no back-pressure, so a slow destination would fill the disk. Set"
                            + " backPressureObjectThreshold to 1 or more.");
        }
    }
}
