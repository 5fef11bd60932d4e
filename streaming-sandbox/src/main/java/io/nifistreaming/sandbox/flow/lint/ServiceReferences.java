package io.nifistreaming.sandbox.flow.lint;

import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.ComponentKind;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.PropertySpec;
import java.util.Map;
import java.util.stream.Collectors;

/** A property that names a controller service names one of this flow, of the right kind, and says so to the import. */
final class ServiceReferences implements LintRule {
    private final ComponentCatalogue catalogue;

    ServiceReferences(ComponentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "services";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        Map<String, FlowComponent> services = flow.components(ComponentKind.SERVICE).stream()
                .collect(Collectors.toMap(FlowComponent::id, service -> service));
        for (FlowComponent component : flow.components()) {
            catalogue.find(component.type()).ifPresent(spec -> spec.properties().values().stream()
                    .filter(property -> property.serviceApi().isPresent())
                    .forEach(property -> check(component, property, services, report)));
        }
    }

    private void check(
            FlowComponent component, PropertySpec property, Map<String, FlowComponent> services, Report report) {
        String value = component.properties().get(property.name());
        if (value == null) {
            return;
        }
        String api = property.serviceApi().orElseThrow();
        FlowComponent service = services.get(value);
        if (service == null) {
            report.add(
                    component.label(),
                    "The property '" + property.name() + "' names no service of this flow. Put the service into the"
                            + " group, so that the flow can be imported anywhere.");
            return;
        }
        boolean fits = catalogue
                .find(service.type())
                .map(spec -> spec.serviceApis().contains(api))
                .orElse(true);
        if (!fits) {
            report.add(
                    component.label(),
                    "The property '" + property.name() + "' needs a " + api + ", and " + service.label() + " is none.");
        }
        if (!component
                .json()
                .path("propertyDescriptors")
                .path(property.name())
                .path("identifiesControllerService")
                .asBoolean()) {
            report.add(
                    component.label(),
                    "propertyDescriptors does not say that '" + property.name() + "' identifies a controller service,"
                            + " so an import would not connect them. Add it with identifiesControllerService true.");
        }
    }
}
