package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;

/** The consuming processor on a runner, bound to a real broker, with a topic and a group of its own. */
final class ConsumeStage implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final String topic;
    private final String group;
    private final TestRunner runner;
    private boolean started;

    private ConsumeStage(EmbeddedKafka kafka, String topic, String group, Map<String, String> connection) {
        this.kafka = kafka;
        this.topic = topic;
        this.group = group;
        this.runner = TestRunners.newTestRunner(new ConsumeKafkaStream());
        KafkaConnection service = new KafkaConnection();
        try {
            runner.addControllerService("kafka", service);
            runner.setProperty(service, "Bootstrap Servers", kafka.bootstrap());
            connection.forEach((name, value) -> runner.setProperty(service, name, value));
            runner.enableControllerService(service);
        } catch (InitializationException broken) {
            throw new IllegalStateException(broken);
        }
        runner.setProperty("Kafka Connection", "kafka");
        runner.setProperty("Topic Names", topic);
        runner.setProperty("Group Id", group);
        runner.setProperty("Node Id", "test-node");
        runner.setProperty("Membership", "Dynamic");
        runner.setProperty("Linger", "0 sec");
    }

    /** With a new topic of one partition. */
    static ConsumeStage on(EmbeddedKafka kafka) {
        return on(kafka, Map.of());
    }

    /** With these client properties as well. */
    static ConsumeStage on(EmbeddedKafka kafka, Map<String, String> connection) {
        String topic = "in-" + UUID.randomUUID();
        kafka.createTopic(topic, 1, Map.of());
        return new ConsumeStage(kafka, topic, "group-" + UUID.randomUUID(), connection);
    }

    /** What NiFi is after a restart: a new processor with the same topic and group. */
    ConsumeStage restarted() {
        return new ConsumeStage(kafka, topic, group, Map.of());
    }

    ConsumeStage with(String property, String value) {
        runner.setProperty(property, value);
        return this;
    }

    ConsumeStage service(String name, ControllerService service, Map<String, String> properties) {
        try {
            runner.addControllerService(name, service, properties);
        } catch (InitializationException broken) {
            throw new IllegalStateException(broken);
        }
        runner.enableControllerService(service);
        return this;
    }

    TestRunner runner() {
        return runner;
    }

    String topic() {
        return topic;
    }

    void send(String... values) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : values) {
            records.add(new ProducerRecord<>(topic, bytes(value)));
        }
        sendAll(records);
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        sendAll(List.of(record));
    }

    /** In one transaction, so that all are seen at once; its marker is an offset too. */
    private void sendAll(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", kafka.bootstrap());
        config.put("transactional.id", "tx-" + UUID.randomUUID());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : records) {
                Future<RecordMetadata> unused = producer.send(record);
            }
            producer.commitTransaction();
        }
    }

    /** Triggers once. */
    void trigger() {
        runner.run(1, false, !started);
        started = true;
    }

    /** Triggers until so many flow files are there, and returns them. */
    List<MockFlowFile> take(String relationship, int count) {
        Await.until(count + " flow files", () -> {
            trigger();
            return runner.getFlowFilesForRelationship(relationship).size() >= count;
        });
        return runner.getFlowFilesForRelationship(relationship);
    }

    /** The offset that the group holds of the first partition; null for none. */
    Long committed() {
        try (Admin admin = kafka.admin()) {
            Map<TopicPartition, org.apache.kafka.clients.consumer.OffsetAndMetadata> offsets =
                    admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get();
            TopicPartition first = new TopicPartition(topic, 0);
            return offsets.get(first) == null ? null : offsets.get(first).offset();
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        runner.stop();
    }
}
