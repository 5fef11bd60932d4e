package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka clients from one set of client properties (as in {@code KafkaConnection}): the only place that does.
 * Holds no connection itself.
 */
public final class KafkaClients implements KafkaGateway, ConsumerGateway {
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("max.block.ms", 10_000),
            Map.entry("request.timeout.ms", 10_000),
            Map.entry("delivery.timeout.ms", 30_000),
            Map.entry("default.api.timeout.ms", 15_000),
            Map.entry("transaction.timeout.ms", 120_000),
            Map.entry("linger.ms", 5),
            Map.entry("batch.size", 65_536),
            Map.entry("max.request.size", 1_048_576),
            Map.entry("buffer.memory", 33_554_432),
            Map.entry("compression.type", "none"),
            Map.entry("max.poll.interval.ms", 300_000));
    private static final int MOST_POLLED = 10_000;
    private static final Set<String> OWNED = Set.of(
            "transactional.id",
            "enable.idempotence",
            "acks",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer",
            "isolation.level",
            "enable.auto.commit",
            "allow.auto.create.topics",
            "auto.offset.reset",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "partition.assignment.strategy",
            "client.id",
            "transaction.two.phase.commit.enable");

    private final Map<String, Object> properties;

    /**
     * @param properties client properties as Kafka names them: {@code bootstrap.servers}, {@code security.protocol},
     *     {@code sasl.*}, {@code ssl.*} (PEM texts too), {@code compression.type}, {@code linger.ms}...; those in
     *     {@link #owned()} are refused
     */
    public KafkaClients(Map<String, ?> properties) {
        for (String name : owned()) {
            if (properties.containsKey(name)) {
                throw new IllegalArgumentException(
                        "The client property '" + name + "' is set by publisher and consumer themselves: remove it");
            }
        }
        Map<String, Object> merged = new HashMap<>(DEFAULTS);
        merged.putAll(properties);
        this.properties = Map.copyOf(merged);
    }

    /** The client properties that we set ourselves: another value would break what the publisher promises. */
    public static Set<String> owned() {
        return new TreeSet<>(OWNED);
    }

    @Override
    public RecordProducer transactionalProducer(String transactionalId) {
        return producer(Map.of("transactional.id", transactionalId));
    }

    @Override
    public RecordProducer idempotentProducer() {
        return producer(Map.of());
    }

    @Override
    public ClusterView cluster() {
        return new KafkaCluster(this, patience());
    }

    @Override
    public TopicLookup topics() {
        return new KafkaCluster(this, patience());
    }

    @Override
    public Duration maxPollInterval() {
        return Duration.ofMillis(number("max.poll.interval.ms"));
    }

    /**
     * The classic protocol with cooperative assignment, which keeps what a member goes on reading through a rebalance:
     * brokers know it since 2.4, while the protocol after it needs 4.0.
     */
    @Override
    public Consumer<byte[], byte[]> consumer(ConsumerPlan plan, int index) {
        Map<String, Object> own = new HashMap<>();
        own.put("group.id", plan.group());
        plan.instanceId(index).ifPresent(id -> own.put("group.instance.id", id));
        own.put("group.protocol", "classic");
        own.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        own.put("isolation.level", plan.isolation().name().toLowerCase(Locale.ROOT));
        own.put("enable.auto.commit", false);
        own.put("allow.auto.create.topics", false);
        own.put("auto.offset.reset", "none");
        if (!properties.containsKey("max.poll.records")) {
            own.put("max.poll.records", Math.min(plan.limit().records(), MOST_POLLED));
        }
        return new KafkaConsumer<>(
                clientProperties(ConsumerConfig.configNames(), own),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public SendLimits limits() {
        long request = Math.min(number("max.request.size"), number("buffer.memory"));
        return new SendLimits(request, !"none".equals(String.valueOf(properties.get("compression.type"))));
    }

    /** What {@link #check} found out, one step after the other; the first that failed is the last. */
    public record Check(String step, boolean passed, String message) {}

    /**
     * Connects, authenticates, and asks for the cluster and for a topic, and whether we may write to it.
     *
     * @param topic null for no topic
     */
    public List<Check> check(String topic, Duration timeout) {
        List<Check> checks = new ArrayList<>();
        String step = "Connect";
        try (KafkaCluster cluster = new KafkaCluster(this, timeout)) {
            checks.add(new Check(step, true, cluster.describeCluster()));
            if (topic != null) {
                step = "Topic '" + topic + "'";
                int partitions = cluster.describe(topic).partitions();
                if (!cluster.mayWrite(topic)) {
                    throw new TopicAuthorizationException(Set.of(topic));
                }
                checks.add(new Check(step, true, partitions + " partitions"));
            }
        } catch (KafkaException failed) {
            checks.add(new Check(step, false, SendFailures.describe(failed)));
        }
        return checks;
    }

    Admin admin() {
        return Admin.create(clientProperties(AdminClientConfig.configNames(), Map.of()));
    }

    /** A consumer of committed records, without a group. */
    KafkaConsumer<byte[], byte[]> committedReader() {
        Map<String, Object> own = Map.of(
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "auto.offset.reset",
                "earliest",
                "fetch.max.wait.ms",
                50);
        return new KafkaConsumer<>(
                clientProperties(ConsumerConfig.configNames(), own),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private RecordProducer producer(Map<String, Object> more) {
        if (number("batch.size") > number("buffer.memory")) {
            // Kafka's producer would take it, and fail with each record.
            throw new ConfigException(
                    "batch.size", properties.get("batch.size"), "is larger than buffer.memory, so no batch fits in");
        }
        if ("lz4".equals(String.valueOf(properties.get("compression.type")))) {
            NativeLz4.prefer();
        }
        Map<String, Object> own = new HashMap<>(more);
        own.put("enable.idempotence", true);
        own.put("acks", "all");
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                clientProperties(ProducerConfig.configNames(), own),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        return new PipelinedProducer(
                new KafkaRecordProducer(producer), "kafka-send-" + more.getOrDefault("transactional.id", "idempotent"));
    }

    /** Each client gets what it knows, and what no client knows (that is for plug-ins). */
    private Map<String, Object> clientProperties(Set<String> known, Map<String, Object> own) {
        Map<String, Object> chosen = new HashMap<>();
        properties.forEach((name, value) -> {
            boolean foreign = !known.contains(name)
                    && (ProducerConfig.configNames().contains(name)
                            || ConsumerConfig.configNames().contains(name)
                            || AdminClientConfig.configNames().contains(name));
            if (!foreign) {
                chosen.put(name, value);
            }
        });
        chosen.putAll(own);
        return chosen;
    }

    private Duration patience() {
        return Duration.ofMillis(number("default.api.timeout.ms"));
    }

    private long number(String name) {
        return Long.parseLong(String.valueOf(properties.get(name)).trim());
    }
}
