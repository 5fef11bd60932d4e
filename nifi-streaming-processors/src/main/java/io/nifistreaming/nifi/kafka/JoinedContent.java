package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordRange;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All values in one flow file, with a demarcator between them; a tombstone is an empty one. */
final class JoinedContent implements RangeContent {
    private final byte[] demarcator;

    JoinedContent(byte[] demarcator) {
        this.demarcator = demarcator.clone();
    }

    @Override
    public void write(RecordRange range, RangeTransfers transfers) throws IOException {
        transfers.success(range, out -> {
            boolean first = true;
            for (ConsumerRecord<byte[], byte[]> record : range.records()) {
                if (!first) {
                    out.write(demarcator);
                }
                first = false;
                if (record.value() != null) {
                    out.write(record.value());
                }
            }
            return Map.of();
        });
    }
}
