package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Which version of which registered flow a process group shows.
 *
 * @param registryId NiFi's id of the Registry client
 * @param bucketId Registry's id of the bucket
 * @param flowId Registry's id of the flow
 * @param version the version, from 1
 * @param state NiFi's word: {@code UP_TO_DATE}, {@code LOCALLY_MODIFIED}, {@code STALE},
 *     {@code LOCALLY_MODIFIED_AND_STALE} or {@code SYNC_FAILURE}; NiFi asks Registry once a minute, so it may be old
 */
public record VersionControl(String registryId, String bucketId, String flowId, int version, String state) {

    /** A reference to import or change to; it has no state yet. */
    public static VersionControl of(String registryId, String bucketId, String flowId, int version) {
        return new VersionControl(registryId, bucketId, flowId, version, "");
    }

    static VersionControl read(JsonNode information) {
        return new VersionControl(
                information.path("registryId").asText(),
                information.path("bucketId").asText(),
                information.path("flowId").asText(),
                information.path("version").asInt(),
                information.path("state").asText());
    }

    ObjectNode write() {
        return JsonHttp.JSON
                .createObjectNode()
                .put("registryId", registryId)
                .put("bucketId", bucketId)
                .put("flowId", flowId)
                .put("version", version);
    }
}
