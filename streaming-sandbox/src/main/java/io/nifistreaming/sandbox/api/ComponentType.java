package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;

/** A component type that this NiFi offers: its Java class and the bundle that brings it. */
public record ComponentType(String type, String group, String artifact, String version) {
    static ComponentType read(JsonNode json) {
        JsonNode bundle = json.path("bundle");
        return new ComponentType(
                json.path("type").asText(),
                bundle.path("group").asText(),
                bundle.path("artifact").asText(),
                bundle.path("version").asText());
    }
}
