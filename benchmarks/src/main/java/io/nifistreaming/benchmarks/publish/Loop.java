package io.nifistreaming.benchmarks.publish;

import io.nifistreaming.benchmarks.Effort;
import io.nifistreaming.benchmarks.report.Sample;
import io.nifistreaming.kafka.OriginHeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The plain loop for others to compare with, together with the flow file that they publish. */
public final class Loop {
    private static final int RECORD_BYTES = 200;

    private final Workload workload;
    private final Map<String, PlainLoop> open = new HashMap<>();

    private Loop(Workload workload) {
        this.workload = workload;
    }

    public static Loop prepare(Path folder, int flowFiles, int recordsEach) throws IOException {
        return new Loop(Workload.make(folder, flowFiles, recordsEach, RECORD_BYTES));
    }

    /** A flow file's content. */
    public Path content() {
        return workload.content();
    }

    /**
     * One run, flushed (and committed) once, at its end; producers stay open between runs, as ours do.
     *
     * @param headers whether its records carry the headers that ours writes
     * @param transactionalId null for no transactions
     */
    public Sample run(Broker broker, String topic, String compression, OriginHeaders headers, String transactionalId)
            throws Exception {
        PlainLoop loop = open.computeIfAbsent(
                compression + headers + transactionalId,
                name -> new PlainLoop(
                        workload,
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrap(),
                                "compression.type",
                                compression,
                                "batch.size",
                                65_536,
                                "linger.ms",
                                5),
                        headers,
                        transactionalId,
                        workload.flowFiles()));
        return Effort.of(ProcessHandle.current(), () -> loop.run(topic));
    }
}
