package io.nifistreaming.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.sandbox.api.Component;
import io.nifistreaming.sandbox.api.JsonHttp;
import io.nifistreaming.sandbox.api.NifiApi;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A second group of a shipped flow, changed before it runs: as somebody does who imports it and makes it his own. */
final class FlowCopy implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final NifiApi nifi;
    private final ObjectNode definition;
    private final String name;
    private String group;

    private FlowCopy(NifiApi nifi, ObjectNode definition, String name) {
        this.nifi = nifi;
        this.definition = definition;
        this.name = name;
    }

    static FlowCopy of(RunningSandbox sandbox, String flow, String name) {
        NifiApi nifi = sandbox.sandbox().nifi();
        ObjectNode definition = nifi.download(sandbox.groupId(flow)).deepCopy();
        ((ObjectNode) definition.path("flowContents")).remove("versionedFlowCoordinates");
        return new FlowCopy(nifi, definition, name);
    }

    /** Sets properties of each processor of the type whose name begins so. */
    void set(String processorName, Map<String, String> properties) {
        ObjectNode present = (ObjectNode) processor(processorName).path("properties");
        properties.forEach(present::put);
    }

    /** Puts a stock processor between one and what its {@code success} leads to. */
    void insertBehind(String processorName, String type, Map<String, String> properties) {
        ObjectNode before = processor(processorName);
        ObjectNode inserted = before.deepCopy();
        String id = UUID.randomUUID().toString();
        inserted.remove("instanceIdentifier");
        inserted.put("identifier", id).put("name", "Inserted").put("type", type);
        inserted.putObject("bundle")
                .put("group", "org.apache.nifi")
                .put("artifact", "nifi-standard-nar")
                .put("version", nifi.version());
        inserted.putObject("propertyDescriptors");
        properties.forEach(inserted.putObject("properties")::put);
        inserted.putArray("autoTerminatedRelationships").add("failure");
        contents().withArray("processors").add(inserted);
        ObjectNode onwards = connectionFrom(before.path("identifier").asText());
        ObjectNode between = onwards.deepCopy();
        between.remove("instanceIdentifier");
        between.put("identifier", UUID.randomUUID().toString());
        ((ObjectNode) between.path("destination")).put("id", id).put("name", "Inserted");
        ((ObjectNode) onwards.path("source")).put("id", id).put("name", "Inserted");
        contents().withArray("connections").add(between);
    }

    /** Lets the queue behind the processor be full from so many flow files on. */
    void limitQueueBehind(String processorName, long flowFiles) {
        connectionFrom(processor(processorName).path("identifier").asText())
                .put("backPressureObjectThreshold", flowFiles);
    }

    /** Uploads it and enables its services; sensitive properties are set afterwards, since no definition holds them. */
    void upload() {
        group = nifi.upload(nifi.rootGroupId(), name, definition).id();
        nifi.scheduleServices(group, "ENABLED");
    }

    void setOnCanvas(String processorName, Map<String, String> properties) {
        Component processor = onCanvas(processorName);
        JsonNode present = nifi.http().get("/processors/" + processor.id());
        ObjectNode change = JsonHttp.JSON.createObjectNode();
        change.set("revision", present.path("revision"));
        ObjectNode component = change.putObject("component").put("id", processor.id());
        properties.forEach(component.putObject("config").putObject("properties")::put);
        nifi.http().put("/processors/" + processor.id(), change);
    }

    /** Starts this processor and no other. */
    void startOnly(String processorName) {
        RunningSandbox.await(PATIENCE, processorName + " is valid", () -> onCanvas(processorName)
                .valid());
        String path = "/processors/" + onCanvas(processorName).id();
        ObjectNode status = JsonHttp.JSON.createObjectNode().put("state", "RUNNING");
        status.set("revision", nifi.http().get(path).path("revision"));
        nifi.http().put(path + "/run-status", status);
    }

    /** Flow files in all its queues. */
    long queued() {
        return nifi.queued(group);
    }

    void start() {
        RunningSandbox.await(PATIENCE, "all of " + name + " is valid", () -> nifi.processors(group).stream()
                .allMatch(Component::valid));
        nifi.schedule(group, "RUNNING");
    }

    @Override
    public void close() {
        if (group != null) {
            nifi.schedule(group, "STOPPED");
        }
    }

    private Component onCanvas(String processorName) {
        return nifi.processors(group).stream()
                .filter(one -> one.name().startsWith(processorName))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No processor '" + processorName + "…' in " + name));
    }

    private ObjectNode contents() {
        return (ObjectNode) definition.path("flowContents");
    }

    private ObjectNode processor(String namePart) {
        for (JsonNode processor : contents().path("processors")) {
            if (processor.path("name").asText().startsWith(namePart)) {
                return (ObjectNode) processor;
            }
        }
        throw new AssertionError("No processor '" + namePart + "…' in " + name);
    }

    private ObjectNode connectionFrom(String processorId) {
        for (JsonNode connection : contents().path("connections")) {
            boolean success =
                    connection.path("selectedRelationships").toString().contains("\"success\"");
            if (success && connection.path("source").path("id").asText().equals(processorId)) {
                return (ObjectNode) connection;
            }
        }
        throw new AssertionError("No success of " + processorId + " in " + name);
    }
}
