package io.nifistreaming.sandbox.kafka;

import io.nifistreaming.sandbox.SandboxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads one topic as an outsider does: committed records alone, and no offsets left behind. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;

    /** @throws SandboxException if there is no such topic */
    public TopicReader(String bootstrap, String topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "sandbox-" + UUID.randomUUID(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        assign(bootstrap);
    }

    private void assign(String bootstrap) {
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (partitions == null || partitions.isEmpty()) {
                throw new SandboxException(
                        "There is no topic '" + topic + "': ./sandbox topics lists those there are.");
            }
            consumer.assign(partitions.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
        } catch (KafkaException e) {
            consumer.close();
            throw new SandboxException(
                    "Kafka at " + bootstrap + " does not answer: " + e.getMessage() + ". Is the sandbox up?", e);
        } catch (SandboxException e) {
            consumer.close();
            throw e;
        }
    }

    /** Where to begin. */
    public enum From {
        BEGINNING,
        NOW
    }

    /**
     * Hands the value of each record to {@code sink} (a tombstone as an empty text), until {@code count} were handed
     * over or {@code patience} ends.
     *
     * @param count how many; {@link Long#MAX_VALUE} for no end
     * @return how many were handed over
     */
    public long read(From from, long count, Duration patience, Consumer<String> sink) {
        if (from == From.BEGINNING) {
            consumer.seekToBeginning(consumer.assignment());
        } else {
            consumer.seekToEnd(consumer.assignment());
        }
        // Positions are taken now, and not at the first poll: what arrives meanwhile is news.
        consumer.assignment().forEach(consumer::position);
        long end = System.nanoTime()
                + Math.min(patience.toSeconds(), Duration.ofDays(365).toSeconds()) * 1_000_000_000L;
        long read = 0;
        while (read < count && System.nanoTime() - end < 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (read < count) {
                    sink.accept(record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8));
                    read++;
                }
            }
        }
        return read;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
