package io.nifistreaming.kafka.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a read_committed reader sees of a topic. */
public final class TopicReader {
    private static final long PATIENCE_SECONDS = 60;

    private TopicReader() {}

    /**
     * All committed records, from the beginning to the present end; no transaction may be open. Waits for transactions
     * whose commit was answered: the broker writes their markers afterwards.
     */
    public static List<ConsumerRecord<byte[], byte[]>> committed(EmbeddedKafka kafka, String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "isolation.level",
                "read_committed",
                "allow.auto.create.topics",
                false,
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = ends(kafka, partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Topic " + topic + " could not be read to its end");
                }
            }
            return records;
        }
    }

    /** Where all records end; a read_committed consumer tells where the first transaction without marker begins. */
    private static Map<TopicPartition, Long> ends(EmbeddedKafka kafka, List<TopicPartition> partitions) {
        try (Admin admin = kafka.admin()) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(partitions.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
