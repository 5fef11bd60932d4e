package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ConsumerPlan.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which ranges of which partitions were read, handed over, delivered and committed. Pure bookkeeping, used by one
 * thread at a time.
 */
final class RangeLedger {
    /** So much is handed over at once, whatever the number of partitions. */
    private static final long MOST_BYTES = 32L << 20;
    /** So much is held at most, but for what one more poll brings; more only if one range may be larger. */
    private static final long MOST_HELD = 64L << 20;

    private final Limit limit;
    private final long mostHeld;
    private final Map<TopicPartition, PartitionBuffer> buffers = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private Handover open;

    /**
     * What the group is to be told of a partition.
     *
     * @param offset all before it is delivered, or holds no record
     * @param first where the next range begins
     */
    record Progress(long offset, long first) {}

    RangeLedger(Limit limit) {
        this.limit = limit;
        this.mostHeld = Math.max(MOST_HELD, limit.bytes());
    }

    /**
     * A partition is to be read.
     *
     * @param alreadyCommitted what the group holds of it, or -1
     */
    void place(TopicPartition partition, PartitionBuffer buffer, long alreadyCommitted) {
        buffers.put(partition, buffer);
        committed.put(partition, alreadyCommitted);
    }

    Optional<PartitionBuffer> buffer(TopicPartition partition) {
        return Optional.ofNullable(buffers.get(partition));
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(buffers.keySet());
    }

    /** Whether nothing of the partition is held or under way, so that it may be placed anew. */
    boolean isSettled(TopicPartition partition) {
        PartitionBuffer buffer = buffers.get(partition);
        return buffer == null
                || buffer.isEmpty() && (open == null || !open.partitions().contains(partition));
    }

    void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long position, Instant now) {
        buffers.get(partition).add(records, position, now);
    }

    /** Those of which nothing more is to be read for now. */
    Set<TopicPartition> full() {
        if (isBrimful()) {
            return partitions();
        }
        Set<TopicPartition> full = new HashSet<>();
        buffers.forEach((partition, buffer) -> {
            if (buffer.isFull(limit)) {
                full.add(partition);
            }
        });
        return full;
    }

    private boolean isBrimful() {
        return buffers.values().stream().mapToLong(PartitionBuffer::bytes).sum() >= mostHeld;
    }

    boolean isHandedOver() {
        return open != null;
    }

    boolean hasReady(Instant now) {
        boolean brimful = isBrimful();
        return buffers.values().stream().anyMatch(buffer -> isReady(buffer, now, brimful));
    }

    /** Where nothing more can be held nothing waits for more. */
    private boolean isReady(PartitionBuffer buffer, Instant now, boolean brimful) {
        return buffer.isReady(limit, now) || brimful && !buffer.isEmpty();
    }

    /** The ranges that are ready, one for a partition; whose turn it was goes to the end of the row. */
    Optional<Handover> take(Instant now, ToLongFunction<TopicPartition> lag) {
        if (open != null) {
            return Optional.empty();
        }
        List<RecordRange> ranges = new ArrayList<>();
        long size = 0;
        boolean brimful = isBrimful();
        for (TopicPartition partition : List.copyOf(buffers.keySet())) {
            PartitionBuffer buffer = buffers.get(partition);
            if (size < MOST_BYTES && isReady(buffer, now, brimful)) {
                RecordRange range = buffer.take(limit, lag.applyAsLong(partition));
                ranges.add(range);
                size += range.bytes();
                buffers.remove(partition);
                buffers.put(partition, buffer);
            }
        }
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        open = new Handover(ranges);
        return Optional.of(open);
    }

    Optional<Handover> open() {
        return Optional.ofNullable(open);
    }

    /** Learns what became of what was handed over. */
    void settle() {
        if (open == null) {
            return;
        }
        switch (open.state()) {
            case CONFIRMED -> open = null;
            case RELEASED, REVOKED -> {
                for (RecordRange range : open.ranges()) {
                    buffer(range.partition()).ifPresent(buffer -> buffer.putBack(range));
                }
                open = null;
            }
            default -> {
                // Still under way.
            }
        }
    }

    /** Somebody else reads them from now on, from where the group was told. */
    void remove(Collection<TopicPartition> partitions) {
        buffers.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
    }

    void clear() {
        buffers.clear();
        committed.clear();
        open = null;
    }

    /** How far all partitions were delivered. */
    Map<TopicPartition, Progress> progress() {
        Map<TopicPartition, Progress> progress = new HashMap<>();
        buffers.forEach((partition, buffer) -> progress.put(partition, progress(partition, buffer)));
        return progress;
    }

    /** What the group isn't told yet. */
    Map<TopicPartition, Progress> news() {
        Map<TopicPartition, Progress> news = progress();
        news.entrySet().removeIf(entry -> entry.getValue().offset() <= committed.getOrDefault(entry.getKey(), -1L));
        return news;
    }

    private Progress progress(TopicPartition partition, PartitionBuffer buffer) {
        if (open != null) {
            for (RecordRange range : open.ranges()) {
                if (range.partition().equals(partition)) {
                    return new Progress(range.range().first(), range.range().first());
                }
            }
        }
        return new Progress(buffer.isEmpty() ? buffer.position() : buffer.first(), buffer.first());
    }

    /** The group is being told. */
    void told(TopicPartition partition, long offset) {
        committed.replace(partition, offset);
    }

    /** The group could not be told: it is told again. */
    void untold(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> committed.replace(partition, -1L));
    }
}
