package io.nifistreaming.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.sandbox.api.Component;
import io.nifistreaming.sandbox.api.JsonHttp;
import io.nifistreaming.sandbox.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The one sandbox that all stories share; it is brought up by the first that asks, and goes down with the JVM. */
final class RunningSandbox {
    private static final Path DIRECTORY = Path.of("target", "sandbox").toAbsolutePath();
    /**
     * Below the range from which systems take the ports of outgoing connections: those would be in a restart's way.
     * Another base lets two runs go side by side.
     */
    private static final int PORT_BASE = Integer.getInteger("stories.port-base", 28_080);

    private static RunningSandbox running;

    private final Sandbox sandbox;

    private RunningSandbox(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static synchronized RunningSandbox get() {
        if (running == null) {
            Sandbox sandbox = Sandbox.in(DIRECTORY, PORT_BASE);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::down, "sandbox-down"));
            sandbox.reset(Progress.silent());
            sandbox.up(Progress.silent());
            running = new RunningSandbox(sandbox);
        }
        return running;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    String nifiUrl() {
        return sandbox.settings().nifi().toString();
    }

    String groupId(String name) {
        return sandbox.nifi()
                .group(sandbox.nifi().rootGroupId(), name)
                .orElseThrow(() -> new AssertionError("The group '" + name + "' is not on the canvas"))
                .id();
    }

    /** The first processor of the type in the group. */
    Component processor(String groupName, String simpleType) {
        return sandbox.nifi().processors(groupId(groupName)).stream()
                .filter(component -> component.type().endsWith("." + simpleType))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + simpleType + " in '" + groupName + "'"));
    }

    /** A new empty group for experiments; returns its id. */
    String scratchGroup(String name) {
        JsonHttp http = sandbox.nifi().http();
        ObjectNode entity = JsonHttp.JSON.createObjectNode();
        entity.putObject("revision")
                .put("version", 0)
                .put("clientId", UUID.randomUUID().toString());
        ObjectNode component = entity.putObject("component").put("name", name);
        component.putObject("position").put("x", 1200).put("y", 600);
        JsonNode made = http.post("/process-groups/" + sandbox.nifi().rootGroupId() + "/process-groups", entity);
        return made.path("id").asText();
    }

    /** Kills the part without warning and brings it back; returns when it is ready. */
    void killAndRestart(String part) {
        sandbox.part(part).kill();
        sandbox.part(part).start();
    }

    static void await(Duration patience, String what, java.util.function.BooleanSupplier condition) {
        if (!Waiting.until(patience, condition)) {
            throw new AssertionError("Not within " + patience + ": " + what);
        }
    }
}
