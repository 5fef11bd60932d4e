package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a list of stock components that flows may use without their NAR being here: a JSON file whose
 * {@code components} say what an extension manifest would (see {@code flows/stock/allowed-components.json}).
 */
final class AllowList {
    private AllowList() {}

    static List<ComponentSpec> read(Path file) {
        try {
            List<ComponentSpec> specs = new ArrayList<>();
            for (JsonNode component : FlowJson.MAPPER.readTree(file.toFile()).required("components")) {
                specs.add(spec(component));
            }
            return specs;
        } catch (IOException e) {
            throw new SandboxException("Cannot read the allow-list " + file + ": " + FlowJson.reason(e), e);
        }
    }

    private static ComponentSpec spec(JsonNode component) {
        Map<String, PropertySpec> properties = new LinkedHashMap<>();
        component
                .path("properties")
                .properties()
                .forEach(entry -> properties.put(entry.getKey(), property(entry.getKey(), entry.getValue())));
        return new ComponentSpec(
                ComponentKind.valueOf(component.required("kind").asText()),
                component.required("type").asText(),
                component.required("bundle").asText(),
                properties,
                component.path("dynamicProperties").asBoolean(),
                texts(component.path("relationships")),
                component.path("dynamicRelationships").asBoolean(),
                texts(component.path("serviceApis")));
    }

    private static PropertySpec property(String name, JsonNode property) {
        Map<String, Set<String>> onlyIf = new LinkedHashMap<>();
        property.path("onlyIf").properties().forEach(entry -> onlyIf.put(entry.getKey(), texts(entry.getValue())));
        return new PropertySpec(
                name,
                Optional.ofNullable(property.path("default").textValue()),
                Optional.ofNullable(property.path("service").textValue()),
                property.path("required").asBoolean(),
                property.path("sensitive").asBoolean(),
                List.copyOf(texts(property.path("allowed"))),
                onlyIf);
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
