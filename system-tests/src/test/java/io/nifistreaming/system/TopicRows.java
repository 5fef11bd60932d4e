package io.nifistreaming.system;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that a {@code read_committed} reader finds in a topic, as the rows that it should have become. */
final class TopicRows implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<BronzeRow> rows = new ArrayList<>();
    private final List<String> poison = new ArrayList<>();

    TopicRows(String bootstrap, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes what has come since the last call, up to the end as it is now; returns how many records there are. */
    long refresh() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::add);
        }
        return rows.size() + poison.size();
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> value = text(record.value());
        if (value.isEmpty()) {
            poison.add(record.topic() + "-" + record.partition() + "@" + record.offset());
            return;
        }
        String key = record.key() == null ? null : text(record.key()).orElseThrow();
        rows.add(new BronzeRow(record.partition(), record.offset(), record.timestamp(), key, value.get()));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException none) {
            return Optional.empty();
        }
    }

    List<BronzeRow> rows() {
        return rows;
    }

    /** Places of the records that are no text, and can be no row. */
    List<String> poison() {
        return poison;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
