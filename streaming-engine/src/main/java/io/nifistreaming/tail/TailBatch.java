package io.nifistreaming.tail;

import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.time.Instant;

/**
 * Complete records of one content.
 *
 * @param checkpoint the content, as it was known when this was read
 * @param range the bytes in it
 * @param records how many
 * @param size of what was written, which is shorter than the range where a record was cut
 * @param crc32c of what was written
 * @param time when it was read
 * @param content what the sink gave
 */
public record TailBatch(
        Checkpoint checkpoint,
        Range range,
        long records,
        long size,
        long crc32c,
        Instant time,
        Kind kind,
        TailSink.Content content) {
    /** What a batch holds. */
    public enum Kind {
        /** Whole records. */
        RECORDS,
        /** One over-long record, whole. */
        OVERSIZE,
        /** The beginning of one over-long record. */
        CUT
    }

    public SourceId source() {
        return checkpoint.identity().source();
    }

    public Origin origin(String host) {
        return new Origin(source(), range, size, crc32c, time, host);
    }
}
