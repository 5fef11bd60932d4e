package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * NiFi's REST API, as far as the sandbox and its tests need it: groups, components, types and states. Works with
 * NiFi 1.16 to 2.x. Parameter contexts and version control are {@link #parameters()} and {@link #versions()}.
 */
public final class NifiApi {
    private final JsonHttp http;

    public NifiApi(JsonHttp http) {
        this.http = http;
    }

    /** A NiFi without login whose page is at {@code base}, for example {@code http://127.0.0.1:18080}. */
    public static NifiApi at(URI base) {
        return new NifiApi(JsonHttp.at(URI.create(base + "/nifi-api")));
    }

    /** The same API after a single-user (or other user name and password) login; the token ends after hours. */
    public NifiApi login(String user, String password) {
        String form = "username=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        String type = "application/x-www-form-urlencoded";
        return new NifiApi(http.withBearer(http.postRaw("/access/token", type, form.getBytes(StandardCharsets.UTF_8))));
    }

    /** For requests that this class has no method for; paths are relative to {@code /nifi-api}. */
    public JsonHttp http() {
        return http;
    }

    public NifiParameters parameters() {
        return new NifiParameters(http);
    }

    public NifiVersions versions() {
        return new NifiVersions(http, version());
    }

    /** NiFi's own version, for example {@code 1.16.3}. */
    public String version() {
        return http.get("/flow/about").path("about").path("version").asText();
    }

    /** Whether the flow is loaded: the about page answers a little earlier than the flow does. */
    public boolean ready() {
        return http.answers("/flow/process-groups/root");
    }

    public String rootGroupId() {
        return http.get("/flow/process-groups/root")
                .path("processGroupFlow")
                .path("id")
                .asText();
    }

    public List<ProcessGroup> groups(String parentId) {
        List<ProcessGroup> groups = new ArrayList<>();
        http.get("/process-groups/" + parentId + "/process-groups")
                .path("processGroups")
                .forEach(entity -> groups.add(ProcessGroup.read(entity)));
        return groups;
    }

    public Optional<ProcessGroup> group(String parentId, String name) {
        return groups(parentId).stream()
                .filter(group -> group.name().equals(name))
                .findFirst();
    }

    public ProcessGroup group(String groupId) {
        return ProcessGroup.read(http.get("/process-groups/" + groupId));
    }

    /** The group as a flow definition, as "Download flow definition" in the page gives it. */
    public JsonNode download(String groupId) {
        return http.get("/process-groups/" + groupId + "/download");
    }

    /** Adds a group from a flow definition, not under version control, as the page's file upload does. */
    public ProcessGroup upload(String parentId, String name, JsonNode definition) {
        String boundary = "sandbox-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String[] fields = {
            "groupName",
            name,
            "positionX",
            "0",
            "positionY",
            "0",
            "clientId",
            "sandbox",
            "disconnectedNodeAcknowledged",
            "false"
        };
        for (int i = 0; i < fields.length; i += 2) {
            write(body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n");
            write(body, fields[i + 1] + "\r\n");
        }
        write(body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"flow.json\"\r\n");
        write(body, "Content-Type: application/json\r\n\r\n" + definition + "\r\n--" + boundary + "--\r\n");
        String path = "/process-groups/" + parentId + "/process-groups/upload";
        String answer = http.postRaw(path, "multipart/form-data; boundary=" + boundary, body.toByteArray());
        try {
            return ProcessGroup.read(JsonHttp.JSON.readTree(answer));
        } catch (JsonProcessingException e) {
            throw new ApiException("NiFi answered an upload with something that is not JSON", e);
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Every processor in the group and below it. */
    public List<Component> processors(String groupId) {
        List<Component> found = new ArrayList<>();
        http.get("/process-groups/" + groupId + "/processors?includeDescendantGroups=true")
                .path("processors")
                .forEach(entity -> found.add(Component.read(entity)));
        return found;
    }

    /** Every controller service in the group and below it, without those of the groups above. */
    public List<Component> services(String groupId) {
        List<Component> found = new ArrayList<>();
        http.get("/flow/process-groups/" + groupId
                        + "/controller-services?includeAncestorGroups=false&includeDescendantGroups=true")
                .path("controllerServices")
                .forEach(entity -> found.add(Component.read(entity)));
        return found;
    }

    /** Starts ({@code RUNNING}) or stops ({@code STOPPED}) what is valid in the group and below it. */
    public void schedule(String groupId, String state) {
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.put("id", groupId).put("state", state).put("disconnectedNodeAcknowledged", false);
        http.put("/flow/process-groups/" + groupId, body);
    }

    /** Enables ({@code ENABLED}) or disables ({@code DISABLED}) the services in the group and below it. */
    public void scheduleServices(String groupId, String state) {
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.put("id", groupId).put("state", state).put("disconnectedNodeAcknowledged", false);
        http.put("/flow/process-groups/" + groupId + "/controller-services", body);
    }

    /** Gives the group this parameter context; its components must be stopped if they already use another. */
    public void bindParameterContext(String groupId, String contextId) {
        JsonNode entity = http.get("/process-groups/" + groupId);
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.set("revision", entity.path("revision"));
        body.put("id", groupId);
        body.putObject("component")
                .put("id", groupId)
                .putObject("parameterContext")
                .put("id", contextId);
        http.put("/process-groups/" + groupId, body);
    }

    /** Flow files queued in the group and below it. */
    public long queued(String groupId) {
        return http.get("/flow/process-groups/" + groupId + "/status?recursive=true")
                .path("processGroupStatus")
                .path("aggregateSnapshot")
                .path("flowFilesQueued")
                .asLong();
    }

    public List<ComponentType> processorTypes() {
        return types("/flow/processor-types", "processorTypes");
    }

    public List<ComponentType> serviceTypes() {
        return types("/flow/controller-service-types", "controllerServiceTypes");
    }

    private List<ComponentType> types(String path, String field) {
        List<ComponentType> types = new ArrayList<>();
        http.get(path).path(field).forEach(json -> types.add(ComponentType.read(json)));
        return types;
    }
}
