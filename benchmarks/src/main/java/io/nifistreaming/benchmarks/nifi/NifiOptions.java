package io.nifistreaming.benchmarks.nifi;

import java.util.List;
import picocli.CommandLine.Option;

/** What NiFi's JVM is told in addition. */
public final class NifiOptions {
    @Option(
            names = "--nifi-option",
            description = "A further option for NiFi's JVM, as -Xmx2g, or to profile it: -XX:StartFlightRecording=...")
    private List<String> options = List.of();

    public List<String> all() {
        return options;
    }

    /** For a report's reader. */
    String told() {
        return options.isEmpty() ? "" : "NiFi's JVM has " + String.join(" ", options) + ".";
    }
}
