package io.nifistreaming.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;

/**
 * One flow file to be published.
 *
 * @param flowFileId the flow file's UUID: names its outcome, and is the identity of its records where the lineage does
 *     not describe them
 * @param lineage what the records are known by
 * @param topic where they go
 * @param framing how the content becomes records
 * @param headers of every record of this publication; built once, so that constants cost nothing per record
 * @param content opens the records; may be called several times (a transaction is retried without what was rejected)
 */
public record Publication(
        String flowFileId, Lineage lineage, String topic, Framing framing, List<Header> headers, Content content) {
    public Publication {
        if (flowFileId == null || flowFileId.isEmpty()) {
            throw new IllegalArgumentException("A publication needs the flow file's id");
        }
        Objects.requireNonNull(lineage, "lineage");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(framing, "framing");
        Objects.requireNonNull(content, "content");
        headers = List.copyOf(headers);
    }

    /** Opens the records from the beginning. */
    @FunctionalInterface
    public interface Content {
        RecordCursor open() throws IOException;
    }
}
