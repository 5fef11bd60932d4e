package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Turns any export of NiFi or snapshot of NiFi Registry into the one form that a person can read and a diff can
 * compare: only what the author decided, in a fixed order, without what the exporting instance added.
 *
 * <p>Gone are instance identifiers, the exporter's metadata, run-time states and unset properties; positions are whole
 * pixels; collections that are sets are sorted; identifiers come from names ({@link StableIds}). What NiFi Registry
 * would drop goes only where it is NiFi's default: elsewhere it stays, for the lint to refuse.
 */
final class CanonicalForm {
    private static final Set<String> INSTANCE_FIELDS = Set.of("instanceIdentifier", "instanceGroupId");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CanonicalForm() {}

    static ObjectNode of(JsonNode exported) {
        ObjectNode canonical = NODES.objectNode();
        canonical.put(
                "flowEncodingVersion", exported.path("flowEncodingVersion").asText("1.0"));
        canonical.set("externalControllerServices", object(exported.path("externalControllerServices")));
        canonical.set("parameterContexts", contexts(exported.path("parameterContexts")));
        ObjectNode root = object(exported.path("flowContents"));
        root.remove(List.of("versionedFlowCoordinates", "groupIdentifier"));
        group(root);
        root.set("position", point(NODES.objectNode()));
        canonical.set("flowContents", root);
        StableIds.assign(root);
        order(root);
        return (ObjectNode) FlowJson.sorted(canonical);
    }

    private static void group(ObjectNode group) {
        common(ComponentKind.GROUP, group);
        for (ComponentKind kind : ComponentKind.values()) {
            for (JsonNode child : group.path(kind.field())) {
                if (kind == ComponentKind.GROUP) {
                    group((ObjectNode) child);
                } else {
                    component(kind, (ObjectNode) child);
                }
            }
        }
    }

    private static void component(ComponentKind kind, ObjectNode component) {
        common(kind, component);
        if (kind == ComponentKind.SERVICE) {
            // A service is enabled or not in one installation; Registry forgets it, and an import starts disabled.
            component.remove(List.of("scheduledState", "position"));
        } else if (component.has("scheduledState")
                && !"DISABLED".equals(component.path("scheduledState").asText())) {
            component.put("scheduledState", "ENABLED");
        }
        if (kind == ComponentKind.PROCESSOR || kind == ComponentKind.SERVICE) {
            properties(component);
        } else if (kind == ComponentKind.CONNECTION) {
            connection(component);
        } else if (kind == ComponentKind.LABEL) {
            component.put("width", Math.round(component.path("width").asDouble()));
            component.put("height", Math.round(component.path("height").asDouble()));
        }
    }

    private static void common(ComponentKind kind, ObjectNode component) {
        ComponentFields fields = ComponentFields.of(kind);
        component.remove(INSTANCE_FIELDS);
        List<String> empty = new ArrayList<>();
        component.properties().forEach(entry -> {
            if (entry.getValue().isNull()
                    || (!fields.survives(entry.getKey()) && fields.harmless(entry.getKey(), entry.getValue()))) {
                empty.add(entry.getKey());
            }
        });
        component.remove(empty);
        fields.written().properties().forEach(entry -> {
            if (!component.has(entry.getKey())) {
                component.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
        if (component.has("position")) {
            component.set("position", point(component.path("position")));
        }
    }

    /** Unset properties go, and of the descriptors only those stay that say more than the property itself. */
    private static void properties(ObjectNode component) {
        ObjectNode properties = object(component.path("properties"));
        properties.properties().removeIf(entry -> entry.getValue().isNull());
        ObjectNode descriptors = NODES.objectNode();
        component.path("propertyDescriptors").properties().forEach(entry -> {
            boolean service =
                    entry.getValue().path("identifiesControllerService").asBoolean();
            boolean sensitive = entry.getValue().path("sensitive").asBoolean();
            if (properties.has(entry.getKey()) && (service || sensitive)) {
                descriptors
                        .putObject(entry.getKey())
                        .put("name", entry.getKey())
                        .put("displayName", entry.getValue().path("displayName").asText(entry.getKey()))
                        .put("identifiesControllerService", service)
                        .put("sensitive", sensitive);
            }
        });
        component.set("properties", properties);
        component.set("propertyDescriptors", descriptors);
    }

    private static void connection(ObjectNode connection) {
        for (String side : List.of("source", "destination")) {
            JsonNode end = connection.path(side);
            ObjectNode kept = NODES.objectNode();
            for (String field : List.of("groupId", "id", "name", "type")) {
                if (end.hasNonNull(field)) {
                    kept.set(field, end.get(field));
                }
            }
            if ("FUNNEL".equals(kept.path("type").asText())) {
                // A funnel has no name; NiFi writes one, Registry another.
                kept.put("name", "Funnel");
            }
            connection.set(side, kept);
        }
        ArrayNode bends = NODES.arrayNode();
        connection.path("bends").forEach(bend -> bends.add(point(bend)));
        connection.set("bends", bends);
        // Registry and NiFi disagree on null and empty here; both mean "no attribute".
        connection.put(
                "partitioningAttribute",
                connection.path("partitioningAttribute").asText(""));
    }

    private static ObjectNode contexts(JsonNode contexts) {
        ObjectNode canonical = NODES.objectNode();
        contexts.properties().forEach(entry -> {
            JsonNode context = entry.getValue();
            ObjectNode kept = canonical.putObject(entry.getKey());
            kept.put("name", context.path("name").asText());
            if (!context.path("description").asText("").isEmpty()) {
                kept.put("description", context.path("description").asText());
            }
            if (!context.path("inheritedParameterContexts").isEmpty()) {
                kept.set("inheritedParameterContexts", context.get("inheritedParameterContexts"));
            }
            List<ObjectNode> parameters = new ArrayList<>();
            context.path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
            parameters.sort(
                    Comparator.comparing(parameter -> parameter.path("name").asText()));
            kept.set("parameters", NODES.arrayNode().addAll(parameters));
        });
        return canonical;
    }

    private static ObjectNode parameter(JsonNode parameter) {
        ObjectNode kept = NODES.objectNode();
        kept.put("name", parameter.path("name").asText());
        kept.put("description", parameter.path("description").asText(""));
        kept.put("sensitive", parameter.path("sensitive").asBoolean());
        if (parameter.hasNonNull("value")) {
            kept.set("value", parameter.get("value"));
        }
        return kept;
    }

    private static void order(ObjectNode group) {
        for (ComponentKind kind : ComponentKind.values()) {
            List<ObjectNode> children = new ArrayList<>();
            group.path(kind.field()).forEach(child -> children.add((ObjectNode) child));
            children.forEach(child -> {
                if (kind == ComponentKind.GROUP) {
                    order(child);
                }
                for (String set : List.of("autoTerminatedRelationships", "selectedRelationships")) {
                    if (child.has(set)) {
                        child.set(set, sortedTexts(child.get(set)));
                    }
                }
            });
            children.sort(Comparator.comparing(child -> StableIds.nameOf(kind, child)));
            group.set(kind.field(), NODES.arrayNode().addAll(children));
        }
    }

    private static ArrayNode sortedTexts(JsonNode texts) {
        List<String> sorted = new ArrayList<>();
        texts.forEach(text -> sorted.add(text.asText()));
        sorted.sort(Comparator.naturalOrder());
        ArrayNode array = NODES.arrayNode();
        sorted.forEach(array::add);
        return array;
    }

    private static ObjectNode point(JsonNode point) {
        return NODES.objectNode()
                .put("x", Math.round(point.path("x").asDouble()))
                .put("y", Math.round(point.path("y").asDouble()));
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object.deepCopy() : NODES.objectNode();
    }
}
