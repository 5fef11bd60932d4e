package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A processor or controller service on the canvas.
 *
 * @param id NiFi's id
 * @param groupId the group it lives in
 * @param name as shown
 * @param type its Java class
 * @param state {@code RUNNING}, {@code STOPPED}, {@code DISABLED}; of a service {@code ENABLED}, {@code ENABLING} …
 * @param ghost true when no installed bundle provides the type
 * @param validationStatus {@code VALID}, {@code INVALID} or {@code VALIDATING}
 * @param validationErrors why it is invalid
 */
public record Component(
        String id,
        String groupId,
        String name,
        String type,
        String state,
        boolean ghost,
        String validationStatus,
        List<String> validationErrors) {

    static Component read(JsonNode entity) {
        JsonNode component = entity.path("component");
        List<String> errors = new ArrayList<>();
        component.path("validationErrors").forEach(error -> errors.add(error.asText()));
        return new Component(
                entity.path("id").asText(),
                component.path("parentGroupId").asText(),
                component.path("name").asText(),
                component.path("type").asText(),
                component.path("state").asText(),
                component.path("extensionMissing").asBoolean(),
                component.path("validationStatus").asText(),
                List.copyOf(errors));
    }

    /** NiFi validates in the background; until it is done, a start would be refused in silence. */
    public boolean settled() {
        return !"VALIDATING".equals(validationStatus);
    }

    public boolean valid() {
        return "VALID".equals(validationStatus);
    }
}
