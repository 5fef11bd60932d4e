package io.nifistreaming.benchmarks.nifi;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.layout.Layouts;
import io.nifistreaming.sandbox.part.Launcher;
import io.nifistreaming.sandbox.part.Part;
import io.nifistreaming.sandbox.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The sandbox's NiFi, with nothing else of the sandbox, in a folder of its own. */
public final class NifiLab implements AutoCloseable {
    private static final String OURS = "io.nifistreaming.nifi.kafka.PublishKafkaStream";

    private final Launcher launcher;
    private final Part nifi;
    private final NifiApi api;

    private NifiLab(Sandbox sandbox, Path javaHome, List<String> jvmOptions) {
        this.launcher = new Launcher(sandbox.settings().dir(), javaHome, Progress.silent());
        this.nifi = new TunedNifi(sandbox.part("nifi").part(), jvmOptions);
        this.api = sandbox.nifi();
    }

    /** Starts a NiFi; it answers, and our NAR is loaded, when this returns. */
    public static NifiLab start(Path folder, int portBase) {
        return start(folder, portBase, List.of());
    }

    /** The same with further options for its JVM. */
    public static NifiLab start(Path folder, int portBase, List<String> jvmOptions) {
        Path javaHome = Path.of(System.getProperty("java.home"));
        Sandbox sandbox = Sandbox.in(folder, portBase);
        Layouts.standard(sandbox.settings().root(), javaHome).ensure(Progress.silent());
        NifiLab lab = new NifiLab(sandbox, javaHome, jvmOptions);
        lab.launcher.start(lab.nifi);
        if (!Waiting.until(Duration.ofMinutes(1), lab::hasOurs)) {
            lab.close();
            throw new IllegalStateException("This NiFi does not list " + OURS + ": see " + lab.nifi.log());
        }
        return lab;
    }

    private boolean hasOurs() {
        return api.processorTypes().stream().anyMatch(type -> type.type().equals(OURS));
    }

    public ProcessHandle process() {
        return launcher.process(nifi)
                .find()
                .orElseThrow(() -> new IllegalStateException("NiFi has died: see " + nifi.log()));
    }

    /** Bytes on disk in the content repository, also of contents that nobody needs any more and wait to be deleted. */
    public long contentBytes() {
        try (Stream<Path> files = Files.walk(nifi.home().resolve("state/content_repository"))) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException deletedMeanwhile) {
            return Long.MAX_VALUE;
        }
    }

    /** A new group on the canvas. */
    public Canvas canvas(String name) {
        return Canvas.create(api, name);
    }

    @Override
    public void close() {
        launcher.stop(nifi);
    }
}
