package io.nifistreaming.benchmarks.tail;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a measurement runs, and where it is told. */
final class Ground {
    @Option(
            names = "--nifi-option",
            description = "A further option for NiFi's JVM, to profile it: -XX:StartFlightRecording=...")
    private List<String> nifiOptions = List.of();

    @Option(names = "--port-base", defaultValue = "28080", description = "Default: ${DEFAULT-VALUE}")
    private int portBase;

    @Option(names = "--work", defaultValue = "benchmarks/target/work", description = "Default: ${DEFAULT-VALUE}")
    private Path work;

    @Option(names = "--reports", defaultValue = "benchmarks/reports", description = "Default: ${DEFAULT-VALUE}")
    private Path reports;

    List<String> nifiOptions() {
        return nifiOptions;
    }

    int portBase() {
        return portBase;
    }

    Path work() {
        return work;
    }

    Path reports() {
        return reports;
    }
}
