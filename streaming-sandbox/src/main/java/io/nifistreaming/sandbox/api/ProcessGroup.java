package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A process group on the canvas.
 *
 * @param id NiFi's id
 * @param name as shown
 * @param parameterContextId the bound parameter context, if any
 * @param versionControl present when the group is under version control
 */
public record ProcessGroup(
        String id, String name, Optional<String> parameterContextId, Optional<VersionControl> versionControl) {

    static ProcessGroup read(JsonNode entity) {
        JsonNode component = entity.path("component");
        JsonNode context = component.path("parameterContext").path("id");
        JsonNode version = component.path("versionControlInformation");
        return new ProcessGroup(
                entity.path("id").asText(),
                component.path("name").asText(),
                context.isTextual() ? Optional.of(context.asText()) : Optional.empty(),
                version.isObject() ? Optional.of(VersionControl.read(version)) : Optional.empty());
    }
}
