package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two flows, as a person would say it: components by name, properties by name, services by name.
 *
 * <p>An absent property and one that is at its default are the same, since an export spells defaults out. Identifiers,
 * the place of the root group and display names are no difference.
 */
public final class FlowDifference {
    private static final String UNSET = "(unset)";
    private static final Set<String> NOT_COMPARED = Set.of(
            "identifier", "groupIdentifier", "propertyDescriptors", "properties", "source", "destination", "name");

    private final ComponentCatalogue catalogue;
    private final List<FlowChange> changes = new ArrayList<>();

    private FlowDifference(ComponentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What turns {@code before} into {@code after}, without their parameter contexts; empty if they are the same. */
    public static List<FlowChange> between(FlowDefinition before, FlowDefinition after, ComponentCatalogue catalogue) {
        FlowDifference difference = new FlowDifference(catalogue);
        difference.components(before, after);
        return List.copyOf(difference.changes);
    }

    /** What differs between the parameter contexts that travel with two flows. */
    public static List<FlowChange> betweenParameters(FlowDefinition before, FlowDefinition after) {
        FlowDifference difference = new FlowDifference(new ComponentCatalogue(List.of()));
        difference.texts("parameters", parameters(before), parameters(after));
        return List.copyOf(difference.changes);
    }

    private void components(FlowDefinition before, FlowDefinition after) {
        Map<String, FlowComponent> old = byLabel(before);
        Map<String, FlowComponent> now = byLabel(after);
        Map<String, String> oldNames = names(before);
        Map<String, String> nowNames = names(after);
        for (String label : union(old.keySet(), now.keySet())) {
            if (!now.containsKey(label)) {
                changes.add(new FlowChange.Removed(label));
            } else if (!old.containsKey(label)) {
                changes.add(new FlowChange.Added(label));
            } else {
                texts(label, fields(old.get(label)), fields(now.get(label)));
                texts(label, properties(old.get(label), oldNames), properties(now.get(label), nowNames));
            }
        }
    }

    private void texts(String where, Map<String, String> before, Map<String, String> after) {
        for (String what : union(before.keySet(), after.keySet())) {
            String old = before.getOrDefault(what, UNSET);
            String now = after.getOrDefault(what, UNSET);
            if (!old.equals(now)) {
                changes.add(new FlowChange.Changed(where, what, old, now));
            }
        }
    }

    private static Map<String, String> fields(FlowComponent component) {
        Map<String, String> fields = new TreeMap<>();
        component.json().properties().forEach(entry -> {
            if (!NOT_COMPARED.contains(entry.getKey()) && !isListOfComponents(entry.getKey())) {
                flatten(entry.getKey(), entry.getValue(), fields);
            }
        });
        return fields;
    }

    private static void flatten(String name, JsonNode value, Map<String, String> fields) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(entry -> flatten(name + "." + entry.getKey(), entry.getValue(), fields));
        } else if (!value.isContainerNode() || !value.isEmpty()) {
            fields.put(name, value.isTextual() ? value.asText() : value.toString());
        }
    }

    private static boolean isListOfComponents(String field) {
        for (ComponentKind kind : ComponentKind.values()) {
            if (kind.field().equals(field)) {
                return true;
            }
        }
        return false;
    }

    private Map<String, String> properties(FlowComponent component, Map<String, String> names) {
        Map<String, String> properties = new TreeMap<>();
        catalogue
                .find(component.type())
                .ifPresent(spec -> spec.properties().values().forEach(property -> property.byDefault()
                        .ifPresent(value -> properties.put("property '" + property.name() + "'", value))));
        component
                .properties()
                .forEach((name, value) -> properties.put("property '" + name + "'", names.getOrDefault(value, value)));
        return properties;
    }

    private static Map<String, FlowComponent> byLabel(FlowDefinition flow) {
        Map<String, FlowComponent> components = new LinkedHashMap<>();
        for (FlowComponent component : flow.components()) {
            String label = component.label();
            for (int i = 2; components.containsKey(label); i++) {
                label = component.label() + " #" + i;
            }
            components.put(label, component);
        }
        return components;
    }

    /** Names of services by identifier: a reference is shown as what it refers to. */
    private static Map<String, String> names(FlowDefinition flow) {
        Map<String, String> names = new TreeMap<>();
        flow.components(ComponentKind.SERVICE).forEach(service -> names.put(service.id(), "service " + service.name()));
        return names;
    }

    private static Map<String, String> parameters(FlowDefinition flow) {
        Map<String, String> parameters = new TreeMap<>();
        for (ParameterContext context : flow.parameterContexts()) {
            for (ParameterContext.Entry parameter : context.parameters()) {
                String name = context.name() + "/" + parameter.name();
                parameters.put(name + " description", parameter.description());
                parameters.put(name + " sensitive", Boolean.toString(parameter.sensitive()));
                if (!parameter.sensitive()) {
                    parameter.value().ifPresent(value -> parameters.put(name, value));
                }
            }
        }
        return parameters;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
