package io.nifistreaming.benchmarks.nifi;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;

/** The sandbox's NiFi, with nothing else of the sandbox, in a folder of its own. */
public final class NifiLab implements AutoCloseable {
    private static final String OURS = "io.nifistreaming.nifi.kafka.PublishKafkaStream";

    private final Sandbox.Handle nifi;
    private final NifiApi api;

    private NifiLab(Sandbox sandbox) {
        this.nifi = sandbox.part("nifi");
        this.api = sandbox.nifi();
    }

    /** Starts a NiFi; it answers, and our NAR is loaded, when this returns. */
    public static NifiLab start(Path folder, int portBase) {
        NifiLab lab = new NifiLab(Sandbox.in(folder, portBase));
        lab.nifi.start();
        if (!Waiting.until(Duration.ofMinutes(1), lab::hasOurs)) {
            lab.close();
            throw new IllegalStateException("This NiFi does not list " + OURS + ": see "
                    + lab.nifi.part().log());
        }
        return lab;
    }

    private boolean hasOurs() {
        return api.processorTypes().stream().anyMatch(type -> type.type().equals(OURS));
    }

    public ProcessHandle process() {
        return nifi.process()
                .orElseThrow(() -> new IllegalStateException(
                        "NiFi has died: see " + nifi.part().log()));
    }

    /** A new group on the canvas. */
    public Canvas canvas(String name) {
        return Canvas.create(api, name);
    }

    @Override
    public void close() {
        nifi.stop(Progress.silent());
    }
}
