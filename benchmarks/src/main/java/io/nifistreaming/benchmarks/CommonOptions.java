package io.nifistreaming.benchmarks;

import picocli.CommandLine.Option;

/** What every measurement in rounds can be told. */
public final class CommonOptions extends Ground {
    @Option(names = "--rounds", description = "Runs that count, each (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--warm-up", description = "Runs before that, each (default: ${DEFAULT-VALUE})")
    private int warmUp;

    /** With these defaults: how many runs make sense differs from measurement to measurement. */
    public CommonOptions(int rounds, int warmUp) {
        this.rounds = rounds;
        this.warmUp = warmUp;
    }

    public int rounds() {
        return rounds;
    }

    public int warmUp() {
        return warmUp;
    }
}
