package io.nifistreaming.benchmarks;

import io.nifistreaming.benchmarks.report.Sample;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Watches a process while something is done. */
public final class Effort {
    private Effort() {}

    /**
     * Runs the work and measures it.
     *
     * @param worker the process whose CPU time counts
     * @param work returns how much was done
     */
    public static Sample of(ProcessHandle worker, Callable<Long> work) throws Exception {
        Duration cpuBefore = cpu(worker);
        long before = System.nanoTime();
        long units = work.call();
        long nanos = System.nanoTime() - before;
        Duration spent = cpu(worker).minus(cpuBefore);
        return new Sample(units, nanos / 1e9, spent.toNanos() / 1e9);
    }

    /** CPU time of the process so far. */
    public static Duration cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException(
                        "Process " + process.pid() + " has ended, or its CPU time" + " is not told on this system"));
    }
}
