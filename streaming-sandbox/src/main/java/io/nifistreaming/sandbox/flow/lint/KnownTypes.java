package io.nifistreaming.sandbox.flow.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.ComponentKind;
import io.nifistreaming.sandbox.flow.ComponentSpec;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import java.util.Optional;
import java.util.TreeSet;

/** A type that no NAR has becomes a ghost on the canvas, and so may a wrong bundle: NiFi answers 201 to both. */
final class KnownTypes implements LintRule {
    private final ComponentCatalogue catalogue;

    KnownTypes(ComponentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "types";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        for (FlowComponent component : flow.components()) {
            if (component.kind() == ComponentKind.PROCESSOR || component.kind() == ComponentKind.SERVICE) {
                check(component, report);
            }
        }
    }

    private void check(FlowComponent component, Report report) {
        Optional<ComponentSpec> spec = catalogue.find(component.type());
        if (spec.isEmpty()) {
            report.add(
                    component.label(),
                    "The type " + component.type() + " is neither in our NAR nor in the allow-list. Known are: "
                            + String.join(", ", new TreeSet<>(catalogue.types())) + ".");
            return;
        }
        if (spec.get().kind() != component.kind()) {
            report.add(
                    component.label(),
                    component.type() + " is a " + spec.get().kind().text() + ".");
        }
        bundle(
                component.label(),
                "its bundle",
                component.json().path("bundle"),
                spec.get().bundle(),
                report);
        for (JsonNode api : component.json().path("controllerServiceApis")) {
            String type = api.path("type").asText();
            if (!spec.get().serviceApis().contains(type)) {
                report.add(component.label(), "It says that it is a " + type + ", and is none. Remove that.");
            }
        }
    }

    private static void bundle(String where, String what, JsonNode bundle, String expected, Report report) {
        String written =
                bundle.path("group").asText() + ":" + bundle.path("artifact").asText() + ":"
                        + bundle.path("version").asText();
        if (!written.equals(expected)) {
            report.add(where, what + " is " + written + ", the type is in " + expected + ". Write that.");
        }
    }
}
