package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ConsumerPlan.Limit;
import io.nifistreaming.origin.Range;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What was read of a partition and not handed over yet, and which positions it covers. Pure bookkeeping. */
final class PartitionBuffer {
    private final TopicPartition partition;
    private final long generation;
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long first;
    private long position;
    private long bytes;
    private Instant oldest = Instant.MAX;
    private boolean urgent;

    /**
     * @param first where the next range begins
     * @param position of the consumer; later than {@code first} where markers alone lie between
     */
    PartitionBuffer(TopicPartition partition, long generation, long first, long position) {
        this.partition = partition;
        this.generation = generation;
        this.first = first;
        this.position = position;
    }

    long generation() {
        return generation;
    }

    /** Where the next range begins. */
    long first() {
        return first;
    }

    /** The consumer's position: all before it was read. */
    long position() {
        return position;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /**
     * Takes in what a poll brought.
     *
     * @param after the consumer's position after it
     */
    void add(List<ConsumerRecord<byte[], byte[]>> polled, long after, Instant now) {
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            records.add(record);
            bytes += RecordRange.bytes(record);
        }
        if (!polled.isEmpty() && now.isBefore(oldest)) {
            oldest = now;
        }
        position = after;
    }

    /** What is there waits for nothing more. */
    void hurry() {
        urgent = true;
    }

    boolean isFull(Limit limit) {
        return records.size() >= limit.records() || bytes >= limit.bytes();
    }

    boolean isReady(Limit limit, Instant now) {
        return !records.isEmpty() && (urgent || isFull(limit) || !now.isBefore(oldest.plus(limit.linger())));
    }

    /** The next range, as large as the limit allows; there must be a record. */
    RecordRange take(Limit limit, long lag) {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        long size = 0;
        while (!records.isEmpty()
                && taken.size() < limit.records()
                && (taken.isEmpty() || size + RecordRange.bytes(records.peek()) <= limit.bytes())) {
            ConsumerRecord<byte[], byte[]> record = records.remove();
            taken.add(record);
            size += RecordRange.bytes(record);
        }
        bytes -= size;
        long next = records.isEmpty() ? position : taken.get(taken.size() - 1).offset() + 1;
        if (records.isEmpty()) {
            oldest = Instant.MAX;
        }
        Range range = new Range(first, next);
        first = next;
        return new RecordRange(partition, generation, range, taken, lag < 0 ? -1 : lag + position - next);
    }

    /** The range that was taken last was not delivered: it comes again. */
    void putBack(RecordRange range) {
        if (range.range().next() != first) {
            throw new IllegalArgumentException(range.range() + " of " + partition + " doesn't end at " + first);
        }
        for (int index = range.records().size() - 1; index >= 0; index--) {
            records.addFirst(range.records().get(index));
        }
        bytes += range.bytes();
        first = range.range().first();
        oldest = Instant.MIN;
    }
}
