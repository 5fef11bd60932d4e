package io.nifistreaming.benchmarks.publish;

import java.util.List;
import picocli.CommandLine.Option;

/** What is published in a run. */
public final class LoadOptions {
    @Option(names = "--records", description = "Records of a flow file (default: ${DEFAULT-VALUE})")
    private int records;

    @Option(names = "--flow-files", description = "Flow files of a run (default: ${DEFAULT-VALUE})")
    private int flowFiles;

    @Option(names = "--compression", split = ",", defaultValue = "none,lz4", description = "Default: ${DEFAULT-VALUE}")
    private List<String> compressions;

    public LoadOptions(int records, int flowFiles) {
        this.records = records;
        this.flowFiles = flowFiles;
    }

    public int records() {
        return records;
    }

    public int flowFiles() {
        return flowFiles;
    }

    public List<String> compressions() {
        return compressions;
    }
}
