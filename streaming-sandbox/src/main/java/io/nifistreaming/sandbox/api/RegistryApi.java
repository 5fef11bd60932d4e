package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** NiFi Registry's REST API: buckets, flows and their versions. */
public final class RegistryApi {
    private final JsonHttp http;

    public RegistryApi(JsonHttp http) {
        this.http = http;
    }

    /** A Registry whose page is below {@code base}, for example {@code http://127.0.0.1:18081}. */
    public static RegistryApi at(URI base) {
        return new RegistryApi(JsonHttp.at(URI.create(base + "/nifi-registry-api")));
    }

    /** A bucket: flows live in buckets. */
    public record Bucket(String id, String name) {}

    /** A flow and how many versions it has (the newest version's number; 0 for none). */
    public record Flow(String id, String name, int versions) {}

    /** For requests that this class has no method for; paths are relative to {@code /nifi-registry-api}. */
    public JsonHttp http() {
        return http;
    }

    public boolean ready() {
        return http.answers("/buckets");
    }

    public List<Bucket> buckets() {
        List<Bucket> buckets = new ArrayList<>();
        http.get("/buckets")
                .forEach(json -> buckets.add(new Bucket(
                        json.path("identifier").asText(), json.path("name").asText())));
        return buckets;
    }

    public Optional<Bucket> bucket(String name) {
        return buckets().stream().filter(bucket -> bucket.name().equals(name)).findFirst();
    }

    /** The bucket with this name, created if need be. */
    public Bucket ensureBucket(String name) {
        return bucket(name).orElseGet(() -> {
            ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", name);
            return new Bucket(http.post("/buckets", body).path("identifier").asText(), name);
        });
    }

    public List<Flow> flows(String bucketId) {
        List<Flow> flows = new ArrayList<>();
        http.get("/buckets/" + bucketId + "/flows").forEach(json -> flows.add(flow(json)));
        return flows;
    }

    public Optional<Flow> flow(String bucketId, String name) {
        return flows(bucketId).stream().filter(flow -> flow.name().equals(name)).findFirst();
    }

    /** The flow with this name, created without a version if need be. */
    public Flow ensureFlow(String bucketId, String name) {
        return flow(bucketId, name).orElseGet(() -> {
            ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", name).put("type", "Flow");
            return flow(http.post("/buckets/" + bucketId + "/flows", body));
        });
    }

    private static Flow flow(JsonNode json) {
        return new Flow(
                json.path("identifier").asText(),
                json.path("name").asText(),
                json.path("versionCount").asInt());
    }

    /** The snapshot of a version: {@code flowContents, parameterContexts, externalControllerServices …}. */
    public JsonNode version(String bucketId, String flowId, int version) {
        return http.get("/buckets/" + bucketId + "/flows/" + flowId + "/versions/" + version);
    }

    /**
     * Adds a version. Registry takes a number only if it is the next one, so two publishers cannot both win.
     *
     * @param snapshot a flow definition: its {@code bucket}, {@code flow} and {@code snapshotMetadata} are written here
     * @return the snapshot as Registry stored it
     */
    public JsonNode addVersion(String bucketId, Flow flow, int version, JsonNode snapshot, String comments) {
        ObjectNode body = snapshot.deepCopy();
        body.putObject("bucket").put("identifier", bucketId);
        body.putObject("flow").put("identifier", flow.id()).put("bucketIdentifier", bucketId);
        body.putObject("snapshotMetadata")
                .put("bucketIdentifier", bucketId)
                .put("flowIdentifier", flow.id())
                .put("version", version)
                .put("author", "sandbox")
                .put("comments", comments);
        return http.post("/buckets/" + bucketId + "/flows/" + flow.id() + "/versions", body);
    }
}
