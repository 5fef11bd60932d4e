package io.nifistreaming.benchmarks.tail;

import io.nifistreaming.benchmarks.Effort;
import io.nifistreaming.benchmarks.report.Sample;
import io.nifistreaming.sandbox.layout.Layouts;
import io.nifistreaming.sandbox.part.Launcher;
import io.nifistreaming.sandbox.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A running Flume agent, to which logs are given one after another. */
final class FlumeLab implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final String MODULE = "flume-1.11.0";

    private final Launcher launcher;
    private final FlumePart agent;
    private final Inbox inbox;

    private FlumeLab(Launcher launcher, FlumePart agent) {
        this.launcher = launcher;
        this.agent = agent;
        this.inbox = new Inbox(agent.input());
    }

    /** What of Flume is on disk; fetched when it isn't there yet. */
    static List<Path> jars(Path work) {
        Path java = Path.of(System.getProperty("java.home"));
        Layouts layouts = Layouts.of(work.toAbsolutePath(), java, "layouts-flume", List.of(MODULE));
        layouts.ensure(Progress.silent());
        return layouts.files(MODULE);
    }

    /** Starts an agent that knows nothing of earlier runs. */
    static FlumeLab start(FlumeSettings settings, Path home, List<Path> jars, int port) throws IOException {
        FlumePart agent = new FlumePart(settings, Emptied.folder(home).toAbsolutePath(), jars, port);
        Launcher launcher =
                new Launcher(home.toAbsolutePath(), Path.of(System.getProperty("java.home")), Progress.silent());
        launcher.start(agent);
        return new FlumeLab(launcher, agent);
    }

    ProcessHandle process() {
        return launcher.process(agent)
                .find()
                .orElseThrow(() -> new IllegalStateException("Flume has died: see " + agent.output()));
    }

    /** Measures from the first events that the sink took to the last, in bytes. */
    Sample run(AccessLog log) throws Exception {
        long before = agent.taken();
        Path given = inbox.give(log);
        long first = await(before + 1) - before;
        Sample sample = Effort.of(process(), () -> await(before + log.lines()) - before - first);
        double bytes = (double) log.bytes() * sample.units() / log.lines();
        Files.delete(given);
        return new Sample(Math.round(bytes), sample.seconds(), sample.cpuSeconds());
    }

    /** Gives it the log and measures at the broker how it arrives there. */
    Sample run(AccessLog log, Arrivals arrivals) throws Exception {
        Path[] given = new Path[1];
        Sample sample = arrivals.of(log, process(), () -> given[0] = inbox.give(log));
        Files.delete(given[0]);
        return sample;
    }

    private long await(long wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long taken = agent.taken();
        while (taken < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Flume has taken " + taken + " events and never got to " + wanted + ": see " + agent.output());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            taken = agent.taken();
        }
        return taken;
    }

    @Override
    public void close() {
        launcher.stop(agent);
    }
}
