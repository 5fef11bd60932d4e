package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ConsumerPlan.Limit;
import io.nifistreaming.kafka.RangeConsumer.Watch;
import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Consumers of one group on a real broker, and producers of what they read. */
final class ConsumerRig implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(100);

    private final EmbeddedKafka kafka;
    private final KafkaClients clients;
    private final List<RangeConsumer> opened = new ArrayList<>();
    private final List<String> remarks = new CopyOnWriteArrayList<>();
    private final String group = "group-" + UUID.randomUUID();

    ConsumerRig(EmbeddedKafka kafka) {
        this(kafka, Map.of());
    }

    ConsumerRig(EmbeddedKafka kafka, Map<String, Object> settings) {
        this.kafka = kafka;
        Map<String, Object> properties = new HashMap<>(settings);
        properties.put("bootstrap.servers", kafka.bootstrap());
        properties.put("metadata.max.age.ms", 500);
        this.clients = new KafkaClients(properties);
    }

    /** All that is there becomes a range at once. */
    ConsumerPlan plan(TopicChoice topics) {
        return ConsumerPlan.of(topics, group).withLimit(new Limit(1_000, 1 << 20, Duration.ZERO));
    }

    ConsumerPlan plan(String topic) {
        return plan(TopicChoice.Named.of(List.of(topic)));
    }

    RangeConsumer open(ConsumerPlan plan, int index) {
        RangeConsumer consumer = new RangeConsumer(
                plan,
                index,
                clients,
                clients.topics(),
                new Watch(new FastClock(), (name, message) -> remarks.add(message)));
        opened.add(consumer);
        return consumer;
    }

    ConsumerPool pool(ConsumerPlan plan, int size) {
        return ConsumerPool.open(plan, clients, Clock.systemUTC(), (name, message) -> remarks.add(message), size);
    }

    /** What is done every few seconds is done at once. */
    private static final class FastClock extends Clock {
        private static final int SPEED = 50;

        private final Instant start = Instant.now();

        @Override
        public Instant instant() {
            return start.plus(Duration.between(start, Instant.now()).multipliedBy(SPEED));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Another group on the same broker. */
    ConsumerRig another() {
        return new ConsumerRig(kafka);
    }

    String group() {
        return group;
    }

    List<String> remarks() {
        return remarks;
    }

    @Override
    public void close() {
        opened.forEach(RangeConsumer::close);
    }

    /** The next ranges, however long that takes. */
    static Handover next(RangeConsumer consumer) {
        List<Handover> taken = new ArrayList<>();
        Await.until("ranges", () -> {
            ConsumeOutcome outcome = consumer.poll(PATIENCE);
            if (outcome instanceof ConsumeOutcome.Taken some) {
                taken.add(some.handover());
            } else if (outcome instanceof ConsumeOutcome.Wait wait) {
                throw new IllegalStateException(wait.message());
            }
            return !taken.isEmpty();
        });
        return taken.get(0);
    }

    /** Delivers until so many records were delivered, and returns their ranges. */
    static List<RecordRange> deliver(RangeConsumer consumer, int records) {
        List<RecordRange> delivered = new ArrayList<>();
        while (values(delivered).size() < records) {
            Handover handover = next(consumer);
            if (handover.seal()) {
                delivered.addAll(handover.ranges());
                consumer.confirm(handover);
            }
        }
        return delivered;
    }

    static List<String> values(List<RecordRange> ranges) {
        return ranges.stream()
                .flatMap(range -> range.records().stream())
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    void send(String topic, String... values) {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            for (String value : values) {
                enqueue(producer, new ProducerRecord<>(topic, value));
            }
            producer.flush();
        }
    }

    /** One record of a certain time. */
    void sendAt(String topic, long timestamp, String value) {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            enqueue(producer, new ProducerRecord<>(topic, null, timestamp, null, value));
            producer.flush();
        }
    }

    KafkaProducer<String, String> transactions() {
        KafkaProducer<String, String> producer = producer(Map.of("transactional.id", "tx-" + UUID.randomUUID()));
        producer.initTransactions();
        return producer;
    }

    static void inTransaction(KafkaProducer<String, String> producer, String topic, boolean commit, String... values) {
        producer.beginTransaction();
        for (String value : values) {
            enqueue(producer, new ProducerRecord<>(topic, value));
        }
        producer.flush();
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    /** What the group holds, as {@code partition=offset}. */
    Map<String, Long> committed() {
        Map<String, Long> offsets = new HashMap<>();
        try (org.apache.kafka.clients.admin.Admin admin = kafka.admin()) {
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition.toString(), offset.offset()));
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return offsets;
    }

    /** Sent with the next flush, or with the transaction. */
    static void enqueue(KafkaProducer<String, String> producer, ProducerRecord<String, String> data) {
        Future<RecordMetadata> unused = producer.send(data);
    }

    KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", kafka.bootstrap());
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }
}
