package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The progress topic in earnest. The own partition is followed; the others are read once, as far as they are committed,
 * for what was written before somebody changed the number of partitions.
 */
final class KafkaProgressLog implements ProgressLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaProgressLog.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaCluster cluster;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition own;
    private final Duration patience;
    private boolean othersRead;

    KafkaProgressLog(
            KafkaCluster cluster, KafkaConsumer<byte[], byte[]> consumer, TopicPartition own, Duration patience) {
        this.cluster = cluster;
        this.consumer = consumer;
        this.own = own;
        this.patience = patience;
    }

    @Override
    public List<Entry> readToEnd() {
        Map<TopicPartition, Long> ends = othersRead ? new HashMap<>() : ends();
        ends.put(own, cluster.end(own));
        List<Entry> entries = new ArrayList<>();
        long began = System.nanoTime();
        while (!isReached(ends)) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                entries.add(
                        new Entry(read.key(), read.value(), read.partition() == own.partition() ? read.offset() : -1));
            }
            if (System.nanoTime() - began > patience.toNanos()) {
                throw new TimeoutException(
                        "The progress topic '" + own.topic() + "' could not be read to its end within " + patience
                                + ": a transaction of another producer of this scope may still be open");
            }
        }
        if (!othersRead) {
            consumer.assign(List.of(own));
            othersRead = true;
        }
        return entries;
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        } catch (KafkaException given) {
            // A thread that NiFi interrupted is told so even by closing, which is done all the same.
            LOG.debug("The reader of the progress topic did not close in order", given);
        }
    }

    private Map<TopicPartition, Long> ends() {
        List<TopicPartition> all = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(own.topic(), patience)) {
            all.add(new TopicPartition(partition.topic(), partition.partition()));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return new HashMap<>(consumer.endOffsets(all, patience));
    }

    private boolean isReached(Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey(), patience) < end.getValue()) {
                return false;
            }
        }
        return true;
    }
}
