package io.nifistreaming.benchmarks.tail;

import io.nifistreaming.benchmarks.Effort;
import io.nifistreaming.benchmarks.nifi.Canvas;
import io.nifistreaming.benchmarks.nifi.NifiLab;
import io.nifistreaming.benchmarks.report.Footprint;
import io.nifistreaming.benchmarks.report.Sample;
import io.nifistreaming.sandbox.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One processor with many logs to tail, in a NiFi that has nothing else to do, and a queue that nobody empties. */
final class ManyLine {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final NifiLab lab;
    private final Canvas canvas;
    private final ManyLogs logs;
    private final Duration patience;
    private final String processor;
    private final String queue;

    private ManyLine(NifiLab lab, Canvas canvas, ManyLogs logs, Duration patience, String processor) {
        this.lab = lab;
        this.canvas = canvas;
        this.logs = logs;
        this.patience = patience;
        this.processor = processor;
        String sink = canvas.processor(
                "org.apache.nifi.processors.standard.LogAttribute", Map.of(), "0 sec", List.of("success"));
        this.queue = canvas.connect(processor, "success", sink);
    }

    /**
     * TailLogFiles as it is scheduled by default.
     *
     * @param linger how long lines wait for others; TailFile's don't
     */
    static ManyLine ours(NifiLab lab, ManyLogs logs, Duration patience, String linger) {
        Canvas canvas = lab.canvas("many");
        Map<String, String> properties =
                Map.of("Files", logs.folder().toAbsolutePath().normalize() + "/**/*.log", "Linger", linger);
        String processor = canvas.processor(
                "io.nifistreaming.nifi.tail.TailLogFiles",
                properties,
                "100 ms",
                List.of("oversize", "unparsed", "loss", "quarantine"));
        return new ManyLine(lab, canvas, logs, patience, processor);
    }

    /**
     * TailFile for multiple files, as it is scheduled by default. Begins at the beginning of time, since with its
     * default it saves the state of each file again for each file.
     */
    static ManyLine stock(NifiLab lab, ManyLogs logs, Duration patience, String lookup) {
        Canvas canvas = lab.canvas("many");
        Map<String, String> properties = Map.of(
                "tail-mode", "Multiple files",
                "tail-base-directory",
                        logs.folder().toAbsolutePath().normalize().toString(),
                "File to Tail", "[^/]+/[^/]+[.]log",
                "Initial Start Position", "Beginning of Time",
                "tailfile-recursive-lookup", "true",
                "tailfile-lookup-frequency", lookup);
        String processor =
                canvas.processor("org.apache.nifi.processors.standard.TailFile", properties, "0 sec", List.of());
        return new ManyLine(lab, canvas, logs, patience, processor);
    }

    /** CPU time that this NiFi takes for nothing, a second. */
    double cpu(Duration during) throws Exception {
        Sample sample = Effort.of(lab.process(), () -> {
            LockSupport.parkNanos(during.toNanos());
            return 1L;
        });
        return sample.cpuSeconds() / sample.seconds();
    }

    Footprint footprint() throws IOException, InterruptedException {
        return Footprint.of(lab.process());
    }

    /** Seconds from the order to start until all that is there is queued; infinite if it never is. */
    double start() throws IOException {
        long wanted = logs.bytes();
        canvas.awaitValid(processor);
        long begin = System.nanoTime();
        canvas.start(processor);
        return queued(wanted) ? since(begin) : Double.POSITIVE_INFINITY;
    }

    private boolean queued(long wanted) {
        return Waiting.until(patience, () -> canvas.queuedBytes(queue) >= wanted);
    }

    /** Seconds from a new file's appearance until its lines are queued, for each of them; infinite ends it. */
    List<Double> discover(int count) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            int before = canvas.queued(queue);
            // Appears at another moment of the processor's beat each time.
            LockSupport.parkNanos(Duration.ofMillis(700 + 137L * number % 1_000).toNanos());
            long begin = System.nanoTime();
            logs.appear(number);
            while (canvas.queued(queue) == before && since(begin) < patience.toSeconds()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            boolean found = canvas.queued(queue) > before;
            seconds.add(found ? since(begin) : Double.POSITIVE_INFINITY);
            if (!found) {
                return seconds;
            }
        }
        return seconds;
    }

    /**
     * What it takes while some are written to.
     *
     * @param cpu seconds of CPU time a second
     * @param lateSeconds from the last line's writing until it was queued
     */
    record Busy(double cpu, double lateSeconds) {}

    Busy busy(int files, Duration during) throws Exception {
        long before = canvas.queuedBytes(queue);
        long[] written = new long[1];
        Sample sample = Effort.of(lab.process(), () -> written[0] = logs.write(files, during));
        long begin = System.nanoTime();
        boolean all = queued(before + written[0]);
        return new Busy(sample.cpuSeconds() / sample.seconds(), all ? since(begin) : Double.POSITIVE_INFINITY);
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
