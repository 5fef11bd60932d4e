package io.nifistreaming.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nifistreaming.sandbox.api.JsonHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that a {@code read_committed} reader finds in a topic, followed as it grows. */
final class TopicLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Form form;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * A record with its origin, as its own headers give it.
     *
     * @param value a text node where the topic holds plain text
     */
    record Entry(
            String source,
            long first,
            long next,
            String key,
            JsonNode value,
            Map<String, String> headers,
            int partition,
            String place) {}

    private interface Form {
        JsonNode read(byte[] value) throws IOException;
    }

    /** A topic whose values are JSON. */
    TopicLog(String bootstrap, String topic) {
        this(bootstrap, topic, JsonHttp.JSON::readTree);
    }

    /** A topic whose values are plain text. */
    static TopicLog ofText(String bootstrap, String topic) {
        return new TopicLog(bootstrap, topic, value -> TextNode.valueOf(new String(value, StandardCharsets.UTF_8)));
    }

    private TopicLog(String bootstrap, String topic, Form form) {
        this.form = form;
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

    /** Takes what has come since the last call, up to the end as it is now. */
    List<Entry> refresh() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                entries.add(entry(read));
            }
        }
        return entries;
    }

    private Entry entry(ConsumerRecord<byte[], byte[]> read) {
        Map<String, String> headers = new java.util.TreeMap<>();
        for (Header header : read.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        String source = List.of("kind", "id", "generation").stream()
                .map(part -> headers.getOrDefault("stream.origin." + part, "?"))
                .collect(Collectors.joining("/"));
        try {
            return new Entry(
                    source,
                    Long.parseLong(headers.getOrDefault("stream.origin.first", "-1")),
                    Long.parseLong(headers.getOrDefault("stream.origin.next", "-1")),
                    read.key() == null ? "" : new String(read.key(), StandardCharsets.UTF_8),
                    form.read(read.value()),
                    kept(headers),
                    read.partition(),
                    read.topic() + "-" + read.partition() + "@" + read.offset());
        } catch (IOException e) {
            throw new UncheckedIOException(read.topic() + "@" + read.offset() + " is no JSON", e);
        }
    }

    /** Without those that are in the entry, since there are many of them. */
    private static Map<String, String> kept(Map<String, String> headers) {
        headers.keySet()
                .removeAll(List.of(
                        "stream.origin.kind",
                        "stream.origin.id",
                        "stream.origin.generation",
                        "stream.origin.first",
                        "stream.origin.next"));
        return headers;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
