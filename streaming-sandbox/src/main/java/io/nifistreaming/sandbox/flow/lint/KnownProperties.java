package io.nifistreaming.sandbox.flow.lint;

import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.ComponentSpec;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.PropertySpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every property is one that the type has, has a value that it takes, and none that it needs is absent. */
final class KnownProperties implements LintRule {
    private final ComponentCatalogue catalogue;

    KnownProperties(ComponentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "properties";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        for (FlowComponent component : flow.components()) {
            catalogue.find(component.type()).ifPresent(spec -> {
                known(component, spec, report);
                required(component, spec, report);
            });
        }
    }

    private static void known(FlowComponent component, ComponentSpec spec, Report report) {
        component.properties().forEach((name, value) -> {
            Optional<PropertySpec> property = spec.property(name);
            if (property.isEmpty()) {
                if (!spec.dynamicProperties()) {
                    report.add(
                            component.label(),
                            "It has no property '" + name + "', and takes none of the user's naming. Its properties: "
                                    + String.join(
                                            ", ",
                                            new TreeSet<>(spec.properties().keySet())) + ".");
                }
            } else if (!property.get().allowed().isEmpty()
                    && !isReference(value)
                    && !property.get().allowed().contains(value)) {
                report.add(
                        component.label(),
                        "The property '" + name + "' does not take the value that is written. It takes: "
                                + String.join(", ", property.get().allowed()) + ".");
            }
        });
    }

    private static void required(FlowComponent component, ComponentSpec spec, Report report) {
        Map<String, String> set = component.properties();
        for (PropertySpec property : spec.properties().values()) {
            if (property.required()
                    && property.byDefault().isEmpty()
                    && !set.containsKey(property.name())
                    && applies(property, spec, set)) {
                report.add(component.label(), "The property '" + property.name() + "' is required. Set it.");
            }
        }
    }

    private static boolean applies(PropertySpec property, ComponentSpec spec, Map<String, String> set) {
        for (Map.Entry<String, Set<String>> condition : property.onlyIf().entrySet()) {
            String value = set.getOrDefault(
                    condition.getKey(),
                    spec.property(condition.getKey())
                            .flatMap(PropertySpec::byDefault)
                            .orElse(null));
            // What a reference will say is not known here: the canvas will tell.
            if (value == null
                    || isReference(value)
                    || (!condition.getValue().isEmpty() && !condition.getValue().contains(value))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isReference(String value) {
        return value.contains("#{") || value.contains("${");
    }
}
