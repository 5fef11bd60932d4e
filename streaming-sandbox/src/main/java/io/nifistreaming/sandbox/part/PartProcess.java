package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.SandboxException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process of one part of one sandbox. Ours is only what carries our marks on its command line; where the system
 * hides command lines, what a file of ours names by process id <em>and</em> start time. So a process id that the
 * system gave to somebody else in the meantime is never touched.
 */
public final class PartProcess {
    private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);

    private final String part;
    private final Path dir;
    private final Path file;

    /**
     * @param part the part's name
     * @param dir the sandbox's folder, absolute
     */
    public PartProcess(String part, Path dir) {
        this.part = part;
        this.dir = dir;
        this.file = dir.resolve("run").resolve(part + ".pid");
    }

    private String partMark() {
        return "-Dsandbox.part=" + part;
    }

    private String dirMark() {
        return "-Dsandbox.dir=" + dir;
    }

    /** The running process, if there is one. */
    public Optional<ProcessHandle> find() {
        return recorded().filter(this::isOurs).or(this::scanned);
    }

    public boolean running() {
        return find().isPresent();
    }

    private Optional<ProcessHandle> recorded() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] words = Files.readString(file).strip().split(" ", -1);
            Instant started = Instant.parse(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> startedAt(handle, started));
        } catch (IOException | RuntimeException e) {
            // A file cut short by a crash is as good as none: the scan finds the process by its marks.
            return Optional.empty();
        }
    }

    private static boolean startedAt(ProcessHandle handle, Instant recorded) {
        Instant started = handle.info().startInstant().orElse(recorded);
        return Duration.between(started, recorded).abs().compareTo(START_TIME_TOLERANCE) <= 0;
    }

    private boolean isOurs(ProcessHandle handle) {
        return handle.info().arguments().map(this::marked).orElse(true);
    }

    /** A command that was killed between starting a part and noting it leaves no file, so look at all processes. */
    private Optional<ProcessHandle> scanned() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info().arguments().map(this::marked).orElse(false))
                .findFirst();
    }

    private boolean marked(String[] arguments) {
        List<String> list = List.of(arguments);
        return list.contains(partMark()) && list.contains(dirMark());
    }

    /**
     * Starts the part's JVM, detached from this terminal's signals where the system can do that, with standard output
     * and error in the part's output file.
     *
     * @param java the {@code java} program
     */
    public ProcessHandle start(Path java, Part description) {
        List<String> command = new ArrayList<>();
        detacher().ifPresent(setsid -> command.add(setsid.toString()));
        command.add(java.toString());
        command.add(partMark());
        command.add(dirMark());
        command.addAll(description.arguments());
        try {
            Files.createDirectories(description.output().getParent());
            Files.createDirectories(file.getParent());
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.directory(description.home().toFile());
            builder.redirectInput(new File("/dev/null"));
            builder.redirectErrorStream(true);
            builder.redirectOutput(description.output().toFile());
            ProcessHandle handle = builder.start().toHandle();
            Instant started = handle.info().startInstant().orElseGet(Instant::now);
            Files.writeString(file, handle.pid() + " " + started + "\n");
            return handle;
        } catch (IOException e) {
            throw new SandboxException("Cannot start " + description.title() + ": " + e.getMessage(), e);
        }
    }

    /** {@code setsid} keeps Ctrl-C in this terminal from the parts, once they are up; macOS has none. */
    private static Optional<Path> detacher() {
        return List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid")).stream()
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Asks the process to end, and kills it when it has not after {@code patience}. */
    public void stop(Duration patience) {
        find().ifPresent(handle -> {
            handle.destroy();
            if (!awaitExit(handle, patience)) {
                handle.destroyForcibly();
                awaitExit(handle, patience);
            }
        });
        forget();
    }

    /**
     * Kills the process as {@code kill -9} does, and waits until it is gone.
     *
     * @return whether there was one
     */
    public boolean kill() {
        Optional<ProcessHandle> handle = find();
        handle.ifPresent(found -> {
            found.destroyForcibly();
            awaitExit(found, Duration.ofSeconds(20));
        });
        forget();
        return handle.isPresent();
    }

    private static boolean awaitExit(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process cannot fail", e);
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new SandboxException("Cannot delete " + file + ": " + e.getMessage(), e);
        }
    }
}
