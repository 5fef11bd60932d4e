package io.nifistreaming.benchmarks.report;

/**
 * One run of one contender.
 *
 * @param units records, requests... that were done
 * @param seconds by the clock on the wall
 * @param cpuSeconds of the process that did them (not of the broker or server at the other end)
 */
public record Sample(long units, double seconds, double cpuSeconds) {

    public Sample {
        if (units < 0 || seconds <= 0 || cpuSeconds < 0) {
            throw new IllegalArgumentException(
                    "No measurement: " + units + " units in " + seconds + " s with " + cpuSeconds + " CPU s");
        }
    }

    public double perSecond() {
        return units / seconds;
    }

    /** CPU microseconds for one unit; 0 if nothing was done. */
    public double cpuMicros() {
        return units == 0 ? 0 : cpuSeconds * 1e6 / units;
    }
}
