package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.sandbox.progress.Progress.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts a part and waits until its API answers, or says why it does not. */
public final class Launcher {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(30);
    private static final int SHOWN_LINES = 15;

    private final Path dir;
    private final Path javaHome;
    private final Progress progress;
    private final List<Part> started = new ArrayList<>();
    private boolean cancelled;

    /**
     * @param dir the sandbox's folder
     * @param javaHome the JVM that parts run on
     */
    public Launcher(Path dir, Path javaHome, Progress progress) {
        this.dir = dir;
        this.javaHome = javaHome;
        this.progress = progress;
    }

    public PartProcess process(Part part) {
        return new PartProcess(part.name(), dir);
    }

    /** Starts the part unless it runs already, and waits until it is ready. */
    public void start(Part part) {
        Stage stage = progress.begin("Starting " + part.title());
        try {
            Optional<ProcessHandle> running = process(part).find();
            ProcessHandle handle = running.orElseGet(() -> launch(part, stage));
            stage.detail("waiting for " + part.address());
            awaitReady(part, handle);
            stage.done((running.isPresent() ? "was running, " : "") + part.address());
        } catch (RuntimeException e) {
            stage.failed();
            throw e;
        }
    }

    private ProcessHandle launch(Part part, Stage stage) {
        stage.detail("writing its configuration");
        part.prepare();
        synchronized (started) {
            // Between the last look and the start nothing may come in between, or a cancelled command leaves an orphan.
            if (cancelled) {
                throw new SandboxException("Cancelled.");
            }
            started.add(part);
            return process(part).start(javaHome.resolve("bin/java"), part);
        }
    }

    /** Kills what this launcher started, and lets nothing more start; for a command that is broken off. */
    public void cancel() {
        synchronized (started) {
            cancelled = true;
            started.forEach(part -> process(part).kill());
            started.clear();
        }
    }

    private void awaitReady(Part part, ProcessHandle handle) {
        boolean up = Waiting.until(PATIENCE, () -> cancelled() || !handle.isAlive() || part.ready());
        if (cancelled()) {
            throw new SandboxException("Cancelled.");
        }
        if (!handle.isAlive()) {
            throw new SandboxException(part.title() + " ended while it was starting. The end of its log:\n"
                    + evidence(part) + "\nAll of it: " + part.log() + " and " + part.output());
        }
        if (!up) {
            throw new SandboxException(part.title() + " runs (process " + handle.pid() + "), but " + part.address()
                    + " does not answer after " + PATIENCE.toMinutes() + " minutes. The end of its log:\n"
                    + evidence(part) + "\nIs the machine very busy? ./sandbox up tries again.");
        }
    }

    private boolean cancelled() {
        synchronized (started) {
            return cancelled;
        }
    }

    /** The last lines of the part's log, or of its output when no log was written. */
    private static String evidence(Part part) {
        List<String> lines = new ArrayList<>(LogTail.of(part.output(), SHOWN_LINES));
        lines.addAll(LogTail.of(part.log(), SHOWN_LINES));
        return lines.isEmpty() ? "  (it wrote nothing)" : "  " + String.join("\n  ", lines);
    }

    /** Stops the part if it runs. */
    public void stop(Part part) {
        if (!process(part).running()) {
            return;
        }
        Stage stage = progress.begin("Stopping " + part.title());
        process(part).stop(PATIENCE_TO_STOP);
        stage.done("");
    }
}
