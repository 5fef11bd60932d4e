package io.nifistreaming.benchmarks.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What everybody publishes.
 *
 * @param content a flow file's content, which ours reads from disk
 * @param payloads as many different records of the same size in memory, which the peer sends in a circle
 */
record Workload(Path content, int flowFiles, int recordsPerFlowFile, List<byte[]> payloads) {
    private static final int DIFFERENT = 10_000;

    static Workload make(Path folder, int flowFiles, int recordsPerFlowFile, int recordBytes) throws IOException {
        FlowFile generator = new FlowFile(recordBytes);
        Path content = folder.resolve("flow-file.ndjson");
        generator.write(content, recordsPerFlowFile);
        List<byte[]> payloads = new ArrayList<>(DIFFERENT);
        for (int number = 0; number < DIFFERENT; number++) {
            payloads.add(generator.record(number));
        }
        return new Workload(content, flowFiles, recordsPerFlowFile, payloads);
    }

    long records() {
        return (long) flowFiles * recordsPerFlowFile;
    }
}
