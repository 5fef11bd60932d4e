package io.nifistreaming.benchmarks.nifi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.sandbox.api.ComponentType;
import io.nifistreaming.sandbox.api.JsonHttp;
import io.nifistreaming.sandbox.api.NifiApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One group on the canvas, furnished through NiFi's API. */
public final class Canvas {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PATIENCE_FOR_BYTES = Duration.ofMinutes(5);
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(10).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    private final NifiApi api;
    private final JsonHttp http;
    private final String group;

    private Canvas(NifiApi api, String group) {
        this.api = api;
        this.http = api.http();
        this.group = group;
    }

    static Canvas create(NifiApi api, String name) {
        ObjectNode body = created();
        body.putObject("component").put("name", name).set("position", position());
        JsonNode made = api.http().post("/process-groups/" + api.rootGroupId() + "/process-groups", body);
        return new Canvas(api, made.path("id").asText());
    }

    /**
     * Adds a processor with one task.
     *
     * @param period how often it runs, as in {@code 0 sec}
     * @param ended relationships that lead nowhere
     * @return its id
     */
    public String processor(String type, Map<String, String> properties, String period, List<String> ended) {
        ObjectNode body = component(type, api.processorTypes());
        ObjectNode component = (ObjectNode) body.path("component");
        component.set("position", position());
        ObjectNode config = component.putObject("config");
        config.put("schedulingPeriod", period).put("concurrentlySchedulableTaskCount", 1);
        ended.forEach(config.putArray("autoTerminatedRelationships")::add);
        properties.forEach(config.putObject("properties")::put);
        return http.post("/process-groups/" + group + "/processors", body)
                .path("id")
                .asText();
    }

    /** Adds a controller service and enables it. Returns its id. */
    public String service(String type, Map<String, String> properties) {
        ObjectNode body = component(type, api.serviceTypes());
        properties.forEach(((ObjectNode) body.path("component")).putObject("properties")::put);
        String id = http.post("/process-groups/" + group + "/controller-services", body)
                .path("id")
                .asText();
        setState("/controller-services/" + id, "ENABLED");
        await("the service " + type + " to be enabled", () -> http.get("/controller-services/" + id)
                .path("component")
                .path("state")
                .asText()
                .equals("ENABLED"));
        return id;
    }

    /** Connects two processors with a queue that never pushes back. Returns its id. */
    public String connect(String from, String relationship, String to) {
        ObjectNode body = created();
        ObjectNode component = body.putObject("component");
        component.set("source", end(from));
        component.set("destination", end(to));
        component.putArray("selectedRelationships").add(relationship);
        component.put("backPressureObjectThreshold", 0).put("backPressureDataSizeThreshold", "0 B");
        return http.post("/process-groups/" + group + "/connections", body)
                .path("id")
                .asText();
    }

    /** Returns when the processor may be started. */
    public void awaitValid(String processor) {
        await("a processor to become valid", () -> validity(processor).equals("VALID"));
    }

    public void start(String processor) {
        awaitValid(processor);
        setState("/processors/" + processor, "RUNNING");
    }

    /** Stops the processor; none of its threads runs any more when this returns. */
    public void stop(String processor) {
        setState("/processors/" + processor, "STOPPED");
        await(
                "a processor to stop",
                () -> http.get("/processors/" + processor)
                                .path("status")
                                .path("aggregateSnapshot")
                                .path("activeThreadCount")
                                .asInt()
                        == 0);
    }

    public int queued(String connection) {
        return queue(connection).path("flowFilesQueued").asInt();
    }

    public long queuedBytes(String connection) {
        return queue(connection).path("bytesQueued").asLong();
    }

    private JsonNode queue(String connection) {
        return http.get("/flow/connections/" + connection + "/status")
                .path("connectionStatus")
                .path("aggregateSnapshot");
    }

    /**
     * Waits until so many bytes are queued. NiFi pays for each question with a few milliseconds of CPU, so it is asked
     * when half of what seems to be left has passed, and at least after a fiftieth of the time where nothing is known.
     *
     * @return how many there are
     */
    public long awaitBytes(String connection, long wanted) {
        long begin = System.nanoTime();
        long queued = queuedBytes(connection);
        while (queued < wanted) {
            long elapsed = System.nanoTime() - begin;
            if (elapsed > PATIENCE_FOR_BYTES.toNanos()) {
                throw new IllegalStateException("A queue has " + queued + " bytes and never got " + wanted);
            }
            double left = queued == 0 ? elapsed / 50.0 : (double) elapsed * (wanted - queued) / queued / 2;
            LockSupport.parkNanos(Math.max(SHORTEST_PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, (long) left)));
            queued = queuedBytes(connection);
        }
        return queued;
    }

    /** Drops what is queued. */
    public void empty(String connection) {
        String path = "/flowfile-queues/" + connection + "/drop-requests";
        String id = http.post(path, JsonHttp.JSON.createObjectNode())
                .path("dropRequest")
                .path("id")
                .asText();
        await("a queue to be emptied", () -> http.get(path + "/" + id)
                .path("dropRequest")
                .path("finished")
                .asBoolean());
        http.delete(path + "/" + id);
    }

    /** Lets a stopped processor forget what it has done. */
    public void clearState(String processor) {
        http.post("/processors/" + processor + "/state/clear-requests", JsonHttp.JSON.createObjectNode());
    }

    private String validity(String processor) {
        JsonNode component = http.get("/processors/" + processor).path("component");
        if (component.path("validationStatus").asText().equals("INVALID")) {
            throw new IllegalStateException(
                    component.path("name").asText() + " is not valid: " + component.path("validationErrors"));
        }
        return component.path("validationStatus").asText();
    }

    private void setState(String path, String state) {
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.set("revision", http.get(path).path("revision"));
        body.put("state", state);
        http.put(path + "/run-status", body);
    }

    private ObjectNode end(String processor) {
        return JsonHttp.JSON
                .createObjectNode()
                .put("id", processor)
                .put("groupId", group)
                .put("type", "PROCESSOR");
    }

    private static ObjectNode component(String type, List<ComponentType> known) {
        ComponentType found = known.stream()
                .filter(candidate -> candidate.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This NiFi has no " + type));
        ObjectNode body = created();
        ObjectNode component = body.putObject("component").put("type", type);
        component
                .putObject("bundle")
                .put("group", found.group())
                .put("artifact", found.artifact())
                .put("version", found.version());
        return body;
    }

    private static ObjectNode created() {
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.putObject("revision").put("version", 0);
        return body;
    }

    private static ObjectNode position() {
        return JsonHttp.JSON.createObjectNode().put("x", 0).put("y", 0);
    }

    private static void await(String what, BooleanSupplier condition) {
        if (!Waiting.until(PATIENCE, condition)) {
            throw new IllegalStateException("Waited " + PATIENCE.toSeconds() + " s in vain for " + what);
        }
    }
}
