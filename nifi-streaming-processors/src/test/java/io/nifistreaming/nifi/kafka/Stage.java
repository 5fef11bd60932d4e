package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.kafka.broker.TopicReader;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;

/** A processor on a runner, bound to a real broker, with a topic of its own. */
final class Stage {
    private static final String SERVICE = "kafka";

    private final EmbeddedKafka kafka;
    private final String topic;
    private final String prefix;
    private final TestRunner runner;

    private Stage(EmbeddedKafka kafka, String topic, String prefix, Map<String, String> connection) {
        this(kafka, topic, prefix, connection, new PublishKafkaStream());
    }

    private Stage(
            EmbeddedKafka kafka,
            String topic,
            String prefix,
            Map<String, String> connection,
            PublishKafkaStream processor) {
        this.kafka = kafka;
        this.topic = topic;
        this.prefix = prefix;
        this.runner = TestRunners.newTestRunner(processor);
        try {
            KafkaConnection service = new KafkaConnection();
            runner.addControllerService(SERVICE, service);
            connection.forEach((name, value) -> runner.setProperty(service, name, value));
            runner.enableControllerService(service);
        } catch (InitializationException broken) {
            throw new IllegalStateException(broken);
        }
        runner.setProperty("Kafka Connection", SERVICE);
        runner.setProperty("Topic Name", topic);
        runner.setProperty("Transactional Id Prefix", prefix);
        runner.setProperty("Node Id", "test-node");
        runner.setProperty("Progress Topic", "stream_progress");
    }

    /** Over the plain listener, to a new topic with that many partitions. */
    static Stage on(EmbeddedKafka kafka, int partitions) {
        String topic = "topic-" + UUID.randomUUID();
        kafka.createTopic(topic, partitions, Map.of());
        return new Stage(kafka, topic, "scope-" + UUID.randomUUID(), plain(kafka));
    }

    /** With these settings of the connection, to a new topic. */
    static Stage on(EmbeddedKafka kafka, Map<String, String> connection) {
        return on(kafka, connection, new PublishKafkaStream());
    }

    static Stage on(EmbeddedKafka kafka, Map<String, String> connection, PublishKafkaStream processor) {
        String topic = "topic-" + UUID.randomUUID();
        kafka.createTopic(topic, 1, Map.of());
        return new Stage(kafka, topic, "scope-" + UUID.randomUUID(), connection, processor);
    }

    /** What NiFi is after a restart: a new processor with the same settings. */
    Stage restarted() {
        return new Stage(kafka, topic, prefix, plain(kafka));
    }

    Stage with(String property, String value) {
        runner.setProperty(property, value);
        return this;
    }

    TestRunner runner() {
        return runner;
    }

    String topic() {
        return topic;
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return TopicReader.committed(kafka, topic);
    }

    List<String> values() {
        return records().stream().map(record -> text(record.value())).toList();
    }

    static Map<String, String> plain(EmbeddedKafka kafka) {
        return Map.of("Bootstrap Servers", kafka.bootstrap());
    }

    static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    /** Attributes of content that holds the observations [first, next) of a polled target. */
    static Map<String, String> origin(String target, long first, long next, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return new Origin(
                        new SourceId(OriginKind.HTTP, target, 1),
                        new Range(first, next),
                        bytes.length,
                        checksum.getValue(),
                        Instant.parse("2026-11-20T10:00:00Z"),
                        "host-1")
                .attributes();
    }

    /** Price records with those numbers, one a line. */
    static String prices(long first, long next) {
        StringBuilder lines = new StringBuilder();
        for (long number = first; number < next; number++) {
            lines.append(price(number)).append('\n');
        }
        return lines.toString();
    }

    static String price(long number) {
        return "{\"sku\":\"SKU-" + number + "\",\"price\":" + number + ".90}";
    }
}
