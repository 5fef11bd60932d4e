package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A flow in its canonical form: what a file under {@code flows/} holds, what is published to NiFi Registry, and what
 * an exported canvas is compared with.
 */
public final class FlowDefinition {
    private final ObjectNode json;
    private final String source;

    private FlowDefinition(ObjectNode json, String source) {
        this.json = json;
        this.source = source;
    }

    /**
     * Reads a flow file.
     *
     * @throws SandboxException if it is not a flow definition
     */
    public static FlowDefinition read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new SandboxException("Cannot read the flow file " + file + ": " + FlowJson.reason(e), e);
        }
    }

    /** Reads a flow from its text, which {@link #written()} then gives back as it was. */
    public static FlowDefinition parse(String text) {
        return parse("The flow", text);
    }

    private static FlowDefinition parse(String name, String text) {
        try {
            return new FlowDefinition(canonical(name, FlowJson.MAPPER.readTree(text)), text);
        } catch (JsonProcessingException e) {
            throw new SandboxException(name + ", " + FlowJson.reason(e), e);
        }
    }

    /** A flow as NiFi exports it or as NiFi Registry returns a version of it. */
    public static FlowDefinition of(JsonNode exported) {
        return new FlowDefinition(canonical("The flow", exported), null);
    }

    private static ObjectNode canonical(String name, JsonNode exported) {
        if (!exported.path("flowContents").isObject()) {
            throw new SandboxException(name + ": this is no flow definition: the field flowContents is absent."
                    + " Export one with 'Download flow definition' or from NiFi Registry.");
        }
        return CanonicalForm.of(exported);
    }

    /** The name of the root group. */
    public String name() {
        return json.path("flowContents").path("name").asText();
    }

    /** A copy of the canonical definition, fit for import and for publishing. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** The canonical text: what the file should hold. */
    public String text() {
        return FlowJson.text(json);
    }

    /** The text that this flow was read from, if it was read from one. */
    public Optional<String> written() {
        return Optional.ofNullable(source);
    }

    /** The same flow under another name, for comparing a group that was imported under a name of its own. */
    public FlowDefinition renamed(String name) {
        ObjectNode copy = json.deepCopy();
        ((ObjectNode) copy.path("flowContents")).put("name", name);
        return of(copy);
    }

    /**
     * The same flow without what its components say anyway: an export spells out every default, and a person can't
     * tell from it what the author decided.
     */
    public FlowDefinition withoutDefaults(ComponentCatalogue catalogue) {
        FlowDefinition copy = of(json);
        for (FlowComponent component : copy.components()) {
            catalogue.find(component.type()).ifPresent(spec -> {
                ObjectNode properties = component.json().withObject("/properties");
                properties.properties().removeIf(entry -> spec.property(entry.getKey())
                        .flatMap(PropertySpec::byDefault)
                        .filter(entry.getValue().asText()::equals)
                        .isPresent());
            });
        }
        return of(copy.json);
    }

    /**
     * The same flow without what belongs to the installation that exported it: of the parameters only those that the
     * flow uses, with the values that {@code before} has for them, since values belong to environments.
     */
    public FlowDefinition withParametersOf(Optional<FlowDefinition> before) {
        FlowDefinition copy = of(json);
        Set<String> used = new HashSet<>();
        components()
                .forEach(component ->
                        component.properties().values().forEach(value -> used.addAll(ParameterReferences.in(value))));
        for (JsonNode context : copy.json.path("parameterContexts")) {
            Optional<ParameterContext> known = before.flatMap(flow -> flow.parameterContexts().stream()
                    .filter(one -> one.name().equals(context.path("name").asText()))
                    .findFirst());
            for (Iterator<JsonNode> all = context.path("parameters").iterator(); all.hasNext(); ) {
                ObjectNode parameter = (ObjectNode) all.next();
                String parameterName = parameter.path("name").asText();
                parameter.remove("value");
                known.flatMap(one -> one.parameter(parameterName))
                        .flatMap(ParameterContext.Entry::value)
                        .ifPresent(value -> parameter.put("value", value));
                if (!used.contains(parameterName)) {
                    all.remove();
                }
            }
        }
        return of(copy.json);
    }

    /** Every component, groups before what they hold; the root group first. */
    public List<FlowComponent> components() {
        List<FlowComponent> components = new ArrayList<>();
        ObjectNode root = (ObjectNode) json.path("flowContents");
        components.add(new FlowComponent(ComponentKind.GROUP, name(), root, root));
        collect(root, name(), components);
        return components;
    }

    public List<FlowComponent> components(ComponentKind kind) {
        return components().stream().filter(one -> one.kind() == kind).toList();
    }

    /** The parameter contexts that travel with the flow. */
    public List<ParameterContext> parameterContexts() {
        List<ParameterContext> contexts = new ArrayList<>();
        json.path("parameterContexts").forEach(context -> contexts.add(ParameterContext.read(context)));
        return contexts;
    }

    private static void collect(ObjectNode group, String path, List<FlowComponent> found) {
        for (ComponentKind kind : ComponentKind.values()) {
            for (JsonNode child : group.path(kind.field())) {
                String childPath = path + "/" + StableIds.nameOf(kind, child);
                found.add(new FlowComponent(kind, childPath, (ObjectNode) child, group));
                if (kind == ComponentKind.GROUP) {
                    collect((ObjectNode) child, childPath, found);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "flow '" + name() + "'";
    }
}
