package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a definition may say of a component, and what becomes of it in NiFi Registry 0.8.0, which knows fewer fields
 * than NiFi 1.16.3 and drops the others without a word.
 *
 * @param written fields that the canonical form always has, with NiFi's default
 * @param kept further fields that Registry keeps
 * @param dropped fields that Registry drops, with NiFi's default, at which nothing is lost
 */
public record ComponentFields(ObjectNode written, Set<String> kept, ObjectNode dropped) {
    private static final Map<ComponentKind, ComponentFields> ALL = load();

    public static ComponentFields of(ComponentKind kind) {
        return ALL.get(kind);
    }

    /** Whether Registry gives this field back as it was. */
    public boolean survives(String field) {
        return written.has(field) || kept.contains(field);
    }

    /** Whether the value is what NiFi puts there anyway, so that dropping it changes nothing. */
    public boolean harmless(String field, JsonNode value) {
        JsonNode byDefault = dropped.path(field);
        return value.isNull() || value.equals(byDefault) || (byDefault.isNumber() && same(byDefault, value));
    }

    private static boolean same(JsonNode number, JsonNode value) {
        return value.isNumber() && number.decimalValue().compareTo(value.decimalValue()) == 0;
    }

    private static Map<ComponentKind, ComponentFields> load() {
        Map<ComponentKind, ComponentFields> all = new EnumMap<>(ComponentKind.class);
        try (InputStream in = ComponentFields.class.getResourceAsStream("fields.json")) {
            JsonNode json = FlowJson.MAPPER.readTree(in);
            for (ComponentKind kind : ComponentKind.values()) {
                JsonNode fields = json.required(kind.name());
                Set<String> kept = new HashSet<>();
                fields.required("kept").forEach(field -> kept.add(field.asText()));
                all.put(kind, new ComponentFields(object(fields, "written"), kept, object(fields, "dropped")));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("fields.json is missing from this build", e);
        }
    }

    private static ObjectNode object(JsonNode fields, String name) {
        return (ObjectNode) fields.required(name);
    }
}
