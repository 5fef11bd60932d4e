package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordRange;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Each value in a flow file of its own. */
final class EachContent implements RangeContent {
    @Override
    public void write(RecordRange range, RangeTransfers transfers) throws IOException {
        for (RecordRange one : range.each()) {
            ConsumerRecord<byte[], byte[]> record = one.records().get(0);
            transfers.success(one, out -> {
                if (record.value() != null) {
                    out.write(record.value());
                }
                return Map.of();
            });
        }
    }
}
