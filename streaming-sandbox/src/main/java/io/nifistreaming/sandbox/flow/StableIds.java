package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Identifiers made of names, so that the same flow has the same identifiers wherever it was drawn or exported.
 *
 * <p>An identifier is the name-based UUID of the component's path of names. A connection's name is its ends and its
 * relationships; a label's is its first line. Where two have the same name in one group, the later one (in the order of
 * the file) gets a number: the lint refuses that, because it makes identifiers depend on an order.
 */
final class StableIds {
    private final Map<String, String> renamed = new HashMap<>();

    private StableIds() {}

    static void assign(ObjectNode root) {
        StableIds ids = new StableIds();
        ids.collect(root, "flow:" + root.path("name").asText());
        ids.rewrite(root);
        ids.groups(root);
    }

    /** The name of a component within its group, for identifiers, order and messages. */
    static String nameOf(ComponentKind kind, JsonNode component) {
        return switch (kind) {
            case CONNECTION -> {
                List<String> relationships = new ArrayList<>();
                component.path("selectedRelationships").forEach(name -> relationships.add(name.asText()));
                relationships.sort(null);
                yield endName(component.path("source")) + " -" + String.join(",", relationships) + "-> "
                        + endName(component.path("destination"));
            }
            case LABEL ->
                component
                        .path("label")
                        .asText()
                        .lines()
                        .map(String::strip)
                        .findFirst()
                        .orElse("");
            case FUNNEL -> "funnel";
            default -> component.path("name").asText();
        };
    }

    private static String endName(JsonNode end) {
        return end.path("name").asText(end.path("type").asText());
    }

    private void collect(ObjectNode group, String path) {
        rename(group, path);
        Set<String> taken = new HashSet<>();
        for (ComponentKind kind : ComponentKind.values()) {
            for (JsonNode child : group.path(kind.field())) {
                String base = path + "/" + kind.name() + ":" + nameOf(kind, child);
                String unique = base;
                for (int i = 2; !taken.add(unique); i++) {
                    unique = base + "#" + i;
                }
                if (kind == ComponentKind.GROUP) {
                    collect((ObjectNode) child, unique);
                } else {
                    rename((ObjectNode) child, unique);
                }
            }
        }
    }

    private void rename(ObjectNode component, String path) {
        String id =
                UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString();
        if (component.hasNonNull("identifier")) {
            renamed.put(component.get("identifier").asText(), id);
        }
        component.put("identifier", id);
    }

    /** Identifiers are also referred to, by connections and by properties: every text that is one changes with it. */
    private void rewrite(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                String id = entry.getValue().isTextual()
                        ? renamed.get(entry.getValue().asText())
                        : null;
                if (id != null && !"identifier".equals(entry.getKey())) {
                    entry.setValue(TextNode.valueOf(id));
                } else {
                    rewrite(entry.getValue());
                }
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(this::rewrite);
        }
    }

    private void groups(ObjectNode group) {
        for (ComponentKind kind : ComponentKind.values()) {
            for (JsonNode child : group.path(kind.field())) {
                ((ObjectNode) child)
                        .put("groupIdentifier", group.path("identifier").asText());
                if (kind == ComponentKind.GROUP) {
                    groups((ObjectNode) child);
                }
            }
        }
    }
}
