package io.nifistreaming.sandbox.seed;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.sandbox.api.Component;
import io.nifistreaming.sandbox.api.NifiApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Enables and starts a group. NiFi skips what is invalid, or still being validated, without a word, so each step waits
 * until NiFi has made up its mind, and names what it refuses.
 */
final class Activation {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final NifiApi nifi;
    private final String groupId;
    private final String name;

    Activation(NifiApi nifi, String groupId, String name) {
        this.nifi = nifi;
        this.groupId = groupId;
        this.name = name;
    }

    /** Enables the services, then starts the processors; returns when all of them run. */
    void run() {
        List<Component> services = nifi.services(groupId);
        if (services.stream().anyMatch(service -> !service.state().equals("ENABLED"))) {
            Waiting.until(PATIENCE, () -> nifi.services(groupId).stream().allMatch(Component::settled));
            nifi.scheduleServices(groupId, "ENABLED");
            require("enabled", () -> nifi.services(groupId), service -> service.state()
                    .equals("ENABLED"));
        }
        // A processor is validated again when the services it uses become enabled.
        Predicate<Component> ready = processor -> processor.valid() || idle(processor);
        require("valid", () -> nifi.processors(groupId), ready);
        nifi.schedule(groupId, "RUNNING");
        Predicate<Component> runs = processor -> processor.state().equals("RUNNING") || idle(processor);
        require("running", () -> nifi.processors(groupId), runs);
    }

    /** Somebody disabled it on purpose, in the flow itself. */
    private static boolean idle(Component processor) {
        return processor.state().equals("DISABLED");
    }

    /** @throws SandboxException naming the components whose NAR this NiFi does not have */
    void refuseGhosts() {
        List<Component> all = new ArrayList<>(nifi.processors(groupId));
        all.addAll(nifi.services(groupId));
        List<String> ghosts = all.stream()
                .filter(Component::ghost)
                .map(component -> component.name() + " (" + component.type() + ")")
                .toList();
        if (!ghosts.isEmpty()) {
            throw new SandboxException("The flow '" + name + "' has components that this NiFi does not know: "
                    + String.join(", ", ghosts)
                    + ". Their NAR is missing or did not load: ./sandbox logs nifi says why.");
        }
    }

    private void require(String what, Supplier<List<Component>> components, Predicate<Component> ok) {
        if (Waiting.until(PATIENCE, () -> components.get().stream().allMatch(ok))) {
            return;
        }
        List<String> refused = components.get().stream()
                .filter(ok.negate())
                .map(component -> component.name() + " is " + component.state() + " " + component.validationErrors())
                .toList();
        if (!refused.isEmpty()) {
            throw new SandboxException("Not everything in the flow '" + name + "' became " + what + " within "
                    + PATIENCE.toSeconds() + " s:\n  " + String.join("\n  ", refused));
        }
    }
}
