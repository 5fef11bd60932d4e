package io.nifistreaming.benchmarks.publish;

import io.nifistreaming.kafka.Framing;
import io.nifistreaming.kafka.Lineage;
import io.nifistreaming.kafka.OriginPublisher;
import io.nifistreaming.kafka.Publication;
import io.nifistreaming.kafka.PublishOutcome;
import io.nifistreaming.kafka.RecordCursor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;

/** Ours without NiFi around it: the adapter's cursors and the publisher, flow file by flow file, from disk. */
final class OriginLane implements Lane {
    private final String name;
    private final Workload workload;
    private final OriginPublisher publisher;
    private final Reading reading;

    /** Opens a content as records. */
    interface Reading {
        RecordCursor open(InputStream content) throws IOException;
    }

    OriginLane(String name, Workload workload, OriginPublisher publisher, Reading reading) {
        this.name = name;
        this.workload = workload;
        this.publisher = publisher;
        this.reading = reading;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long run(String topic) {
        long sent = 0;
        for (int file = 0; file < workload.flowFiles(); file++) {
            String uuid = UUID.randomUUID().toString();
            Publication publication = new Publication(
                    uuid,
                    Lineage.ofFlowFile(uuid),
                    topic,
                    Framing.RECORDS,
                    List.of(),
                    () -> reading.open(Files.newInputStream(workload.content())));
            List<PublishOutcome> outcomes = publisher.publish(List.of(publication));
            if (!(outcomes.get(0) instanceof PublishOutcome.Done done)
                    || !done.rejects().isEmpty()) {
                throw new IllegalStateException("Not published: " + outcomes);
            }
            sent += done.sent();
            publisher.confirm(outcomes);
        }
        return sent;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
