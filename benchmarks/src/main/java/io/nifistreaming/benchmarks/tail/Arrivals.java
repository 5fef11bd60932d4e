package io.nifistreaming.benchmarks.tail;

import io.nifistreaming.benchmarks.Effort;
import io.nifistreaming.benchmarks.publish.Broker;
import io.nifistreaming.benchmarks.report.Sample;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sees at the broker how a log arrives, one line a record. */
record Arrivals(Broker broker, String topic) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    /** What sets a contender going. */
    interface Go {
        void now() throws Exception;
    }

    /** Measures from the first records that the topic holds to the last, in bytes of the log. */
    Sample of(AccessLog log, ProcessHandle worker, Go go) throws Exception {
        long begin = broker.end(topic);
        long end = begin + log.lines();
        go.now();
        long first = await(begin + 1);
        Sample sample = Effort.of(worker, () -> await(end));
        broker.empty(topic);
        // More than the records are only the marks that end transactions.
        double lines = end - Math.min(end, first);
        return new Sample(Math.round(log.bytes() * lines / log.lines()), sample.seconds(), sample.cpuSeconds());
    }

    private long await(long wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long at = broker.end(topic);
        while (at < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The topic ends at " + at + " and never reached " + wanted);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            at = broker.end(topic);
        }
        return at;
    }
}
