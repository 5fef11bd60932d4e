package io.nifistreaming.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one contender; medians, since a shared machine disturbs single runs. */
public record Contender(String name, List<Sample> samples) {

    public Contender {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' was never run");
        }
    }

    public double perSecond() {
        return median(Sample::perSecond);
    }

    public double cpuMicros() {
        return median(Sample::cpuMicros);
    }

    public double slowest() {
        return samples.stream().mapToDouble(Sample::perSecond).min().orElseThrow();
    }

    public double fastest() {
        return samples.stream().mapToDouble(Sample::perSecond).max().orElseThrow();
    }

    /** How many times the other's speed this is. */
    public double timesFasterThan(Contender other) {
        return perSecond() / other.perSecond();
    }

    private double median(ToDoubleFunction<Sample> value) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
