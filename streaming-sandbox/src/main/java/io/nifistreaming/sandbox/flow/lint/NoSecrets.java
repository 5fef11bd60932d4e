package io.nifistreaming.sandbox.flow.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.ComponentSpec;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.ParameterContext;
import io.nifistreaming.sandbox.flow.ParameterReferences;
import io.nifistreaming.sandbox.flow.PropertySpec;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** No secret in a file that everybody may read: sensitive values come from parameters that are set elsewhere. */
final class NoSecrets implements LintRule {
    /** Masked values overwrite the real ones when they are imported; the others are secrets wherever they stand. */
    private static final Pattern SECRET =
            Pattern.compile("\\*{5,}|enc\\{[0-9a-fA-F]+}|-----BEGIN [A-Z ]*PRIVATE KEY-----|://[^/@\\s:]+:[^/@\\s]+@"
                    + "|(?i:\\bbearer\\s+[a-z0-9._~+/-]{16,})|(?i:\\bpassword\\s*=\\s*\"?[^\\s\"#$;]+)");

    private final ComponentCatalogue catalogue;

    NoSecrets(ComponentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        for (FlowComponent component : flow.components()) {
            Optional<ComponentSpec> spec = catalogue.find(component.type());
            for (Map.Entry<String, String> property : component.properties().entrySet()) {
                boolean sensitive = spec.flatMap(one -> one.property(property.getKey()))
                                .map(PropertySpec::sensitive)
                                .orElse(false)
                        || component
                                .json()
                                .path("propertyDescriptors")
                                .path(property.getKey())
                                .path("sensitive")
                                .asBoolean();
                if (sensitive && !ParameterReferences.isOne(property.getValue())) {
                    report.add(
                            component.label(),
                            "The sensitive property '" + property.getKey() + "' has a value of its own. Refer to a"
                                    + " sensitive parameter instead, as in #{name}.");
                }
            }
        }
        for (ParameterContext context : flow.parameterContexts()) {
            for (ParameterContext.Entry parameter : context.parameters()) {
                if (parameter.sensitive() && parameter.value().isPresent()) {
                    report.add(
                            "parameter context '" + context.name() + "'",
                            "The sensitive parameter '" + parameter.name() + "' has a value. Remove it: it is set in"
                                    + " each installation.");
                }
            }
        }
        texts(flow.name(), flow.json(), report);
    }

    private static void texts(String path, JsonNode node, Report report) {
        if (node.isTextual() && SECRET.matcher(node.asText()).find()) {
            report.add(path, "This text looks like a secret or a masked one. Use a sensitive parameter.");
        }
        node.properties().forEach(entry -> texts(path + "/" + entry.getKey(), entry.getValue(), report));
        if (node.isArray()) {
            node.forEach(item -> texts(path + "/" + item.path("name").asText("item"), item, report));
        }
    }
}
