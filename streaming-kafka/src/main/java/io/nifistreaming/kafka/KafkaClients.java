package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes Kafka clients from one set of client properties (as in {@code KafkaConnection}): the only place that does.
 */
public final class KafkaClients {
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
                        "The client property '" + name + "' is set by the publisher itself: remove it");
            }
        }
        this.properties = Map.copyOf(properties);
    }

    /** The client properties that we set ourselves, and why nobody else may. */
    public static Set<String> owned() {
        return Set.of(
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
                "client.id",
                "transaction.two.phase.commit.enable");
    }

    /** What {@link #check} found out, one step after the other; the first that failed is the last. */
    public record Check(String step, boolean passed, String message) {}

    /** Connects, authenticates, and asks for the cluster and, if a name is given, a topic. */
    public List<Check> check(String topic, Duration timeout) {
        throw new UnsupportedOperationException("in progress: " + topic + timeout + properties.size());
    }
}
