package io.nifistreaming.kafka;

import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of one partition, and the range of positions that they cover. Ranges of a partition tile: each begins where
 * the one before it ends, and what Kafka leaves out between two records (transaction markers, aborted and compacted
 * records) lies inside of them.
 *
 * <p>Holds the records themselves: Kafka's client has them in memory already, and copies nothing.
 *
 * @param partition of which topic
 * @param generation another one for each topic that had this name
 * @param range from the position before the first record to the position after the last one
 * @param records at least one
 * @param lag how many positions behind the end of the partition its end is; -1 if that isn't known
 */
public record RecordRange(
        TopicPartition partition,
        long generation,
        Range range,
        List<ConsumerRecord<byte[], byte[]>> records,
        long lag) {
    public RecordRange {
        records = List.copyOf(records);
        if (records.isEmpty()
                || records.get(0).offset() < range.first()
                || records.get(records.size() - 1).offset() >= range.next()) {
            throw new IllegalArgumentException("Records of " + partition + " don't lie in " + range);
        }
    }

    /** The source that the positions are counted in. */
    public SourceId source() {
        return new SourceId(OriginKind.KAFKA, partition.toString(), generation);
    }

    public long bytes() {
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += bytes(record);
        }
        return bytes;
    }

    /** One range for each record; they tile this one. */
    public List<RecordRange> each() {
        List<RecordRange> each = new ArrayList<>(records.size());
        long first = range.first();
        for (int index = 0; index < records.size(); index++) {
            ConsumerRecord<byte[], byte[]> record = records.get(index);
            boolean last = index == records.size() - 1;
            long next = last ? range.next() : record.offset() + 1;
            long behind = lag < 0 ? -1 : lag + range.next() - next;
            each.add(new RecordRange(partition, generation, new Range(first, next), List.of(record), behind));
            first = next;
        }
        return each;
    }

    static long bytes(ConsumerRecord<byte[], byte[]> record) {
        return (record.key() == null ? 0 : record.key().length) + (record.value() == null ? 0 : record.value().length);
    }
}
