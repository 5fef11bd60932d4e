package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A small flow of made-up components, as an export of a canvas would have it, and the components' manifest. */
public final class SampleFlow {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SampleFlow() {}

    /** The flow as a canvas exports it. */
    public static ObjectNode exported() {
        try (InputStream in = SampleFlow.class.getResourceAsStream("sample-export.json")) {
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same after a change, for example of {@code /flowContents/processors/0}. */
    public static ObjectNode exported(String pointer, Consumer<ObjectNode> change) {
        ObjectNode export = exported();
        change.accept((ObjectNode) export.at(pointer));
        return export;
    }

    /** The flow's file, as it should be. */
    public static FlowDefinition definition() {
        return FlowDefinition.of(exported()).withoutDefaults(catalogue());
    }

    public static FlowDefinition definition(String pointer, Consumer<ObjectNode> change) {
        return FlowDefinition.of(exported(pointer, change)).withoutDefaults(catalogue());
    }

    public static ComponentCatalogue catalogue() {
        try (InputStream in = SampleFlow.class.getResourceAsStream("sample-manifest.xml")) {
            return new ComponentCatalogue(ExtensionManifest.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The component of that name. */
    public static FlowComponent component(FlowDefinition flow, String name) {
        return flow.components().stream()
                .filter(component -> component.path().endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
