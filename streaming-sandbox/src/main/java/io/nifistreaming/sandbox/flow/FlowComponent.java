package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One component of a flow, found by its path of names, since names survive what identifiers do not.
 *
 * @param kind what it is
 * @param path where it is, for example {@code competitor-prices/Poll competitors}
 * @param json its definition
 * @param group the group that holds it; the root group holds itself
 */
public record FlowComponent(ComponentKind kind, String path, ObjectNode json, ObjectNode group) {
    public String id() {
        return json.path("identifier").asText();
    }

    public String name() {
        return json.path("name").asText();
    }

    public String type() {
        return json.path("type").asText();
    }

    /** Its properties in order; what is unset is left out. */
    public Map<String, String> properties() {
        Map<String, String> properties = new java.util.TreeMap<>();
        json.path("properties").properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                properties.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return properties;
    }

    /** The texts of a field that holds a list, such as {@code selectedRelationships}. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        json.path(field).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** Where a connection begins ({@code source}) or ends ({@code destination}): the identifier there. */
    public String end(String side) {
        JsonNode end = json.path(side);
        return end.path("id").asText();
    }

    /** For messages: {@code processor competitor-prices/Poll competitors}. */
    public String label() {
        return kind.text() + " '" + path + "'";
    }
}
