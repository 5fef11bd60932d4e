package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** NiFi's side of version control: Registry clients, importing a version, changing to another one. */
public final class NifiVersions {
    private static final String CLIENT_TYPE = "org.apache.nifi.registry.flow.NifiRegistryFlowRegistryClient";

    private final JsonHttp http;
    private final boolean clientsAreExtensions;

    NifiVersions(JsonHttp http, String nifiVersion) {
        this.http = http;
        // Since 1.18 a Registry client is an extension with properties; before, it was a name and an address.
        this.clientsAreExtensions = !nifiVersion.startsWith("1.16.") && !nifiVersion.startsWith("1.17.");
    }

    /**
     * The Registry client with this name, created or pointed to {@code registry} as needed.
     *
     * @return NiFi's id of the client
     */
    public String ensureClient(String name, URI registry) {
        for (JsonNode entity : http.get("/controller/registry-clients").path("registries")) {
            JsonNode component = entity.path("component");
            if (component.path("name").asText().equals(name)) {
                return pointed(entity, registry);
            }
        }
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.putObject("revision").put("version", 0);
        ObjectNode component = body.putObject("component").put("name", name);
        if (clientsAreExtensions) {
            component.put("type", CLIENT_TYPE).putObject("properties").put("url", registry.toString());
        } else {
            component.put("uri", registry.toString());
        }
        return http.post("/controller/registry-clients", body).path("id").asText();
    }

    private String pointed(JsonNode entity, URI registry) {
        String id = entity.path("id").asText();
        JsonNode component = entity.path("component");
        String address = clientsAreExtensions
                ? component.path("properties").path("url").asText()
                : component.path("uri").asText();
        if (!address.equals(registry.toString())) {
            ObjectNode body = JsonHttp.JSON.createObjectNode();
            body.set("revision", entity.path("revision"));
            ObjectNode changed = body.put("id", id).putObject("component").put("id", id);
            if (clientsAreExtensions) {
                changed.putObject("properties").put("url", registry.toString());
            } else {
                changed.put("name", component.path("name").asText()).put("uri", registry.toString());
            }
            http.put("/controller/registry-clients/" + id, body);
        }
        return id;
    }

    /** Imports a version as a new group, under version control; everything in it arrives stopped and disabled. */
    public ProcessGroup importVersion(String parentId, VersionControl version, double x, double y) {
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.putObject("revision").put("version", 0);
        ObjectNode component = body.putObject("component");
        component.putObject("position").put("x", x).put("y", y);
        component.set("versionControlInformation", version.write());
        return ProcessGroup.read(http.post("/process-groups/" + parentId + "/process-groups", body));
    }

    /** What version control says of the group, if it is under version control. */
    public Optional<VersionControl> of(String groupId) {
        JsonNode information = http.get("/versions/process-groups/" + groupId).path("versionControlInformation");
        return information.isObject() ? Optional.of(VersionControl.read(information)) : Optional.empty();
    }

    /**
     * Changes the group to another version of its flow; NiFi stops and starts what has to be. Refused by NiFi while
     * the group has local changes.
     */
    public void change(String groupId, VersionControl version) {
        JsonNode current = http.get("/versions/process-groups/" + groupId);
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.set("processGroupRevision", current.path("processGroupRevision"));
        body.put("disconnectedNodeAcknowledged", false);
        body.set("versionControlInformation", version.write().put("groupId", groupId));
        JsonNode request = http.post("/versions/update-requests/process-groups/" + groupId, body)
                .path("request");
        String path = "/versions/update-requests/" + request.path("requestId").asText();
        new Requests(http).await(path, "change to version " + version.version());
    }

    /** What was changed on the canvas since the imported version, one sentence each; empty when nothing was. */
    public List<String> localChanges(String groupId) {
        List<String> changes = new ArrayList<>();
        for (JsonNode component :
                http.get("/process-groups/" + groupId + "/local-modifications").path("componentDifferences")) {
            for (JsonNode difference : component.path("differences")) {
                changes.add(component.path("componentType").asText() + " '"
                        + component.path("componentName").asText() + "': "
                        + difference.path("difference").asText());
            }
        }
        return changes;
    }
}
