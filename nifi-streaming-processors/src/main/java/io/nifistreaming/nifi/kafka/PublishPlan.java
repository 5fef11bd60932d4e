package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.Delivery;
import io.nifistreaming.kafka.OriginHeaders;
import io.nifistreaming.kafka.PublisherPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.ProcessContext;

/**
 * The configuration of {@link PublishKafkaStream}, read once when it is scheduled.
 *
 * @param publisher what the publisher is told
 * @param clientProperties client properties of this processor, on top of its connection's
 * @param batch how much a task takes at once
 * @param bootstrapServers for provenance
 * @param maxRequestSize largest record in bytes
 */
record PublishPlan(
        PublisherPlan publisher,
        Map<String, Object> clientProperties,
        BatchLimit batch,
        String bootstrapServers,
        int maxRequestSize) {
    /** Kafka's default, in bytes; a record must fit in. */
    private static final long BUFFER_MEMORY = 32L << 20;

    PublishPlan {
        clientProperties = Map.copyOf(clientProperties);
    }

    /**
     * Reads a validated configuration.
     *
     * @param processorId the default for the transactional id prefix
     * @param spread whether other nodes run this flow too
     */
    static PublishPlan of(ProcessContext context, String processorId, PublisherPlan.Spread spread) {
        KafkaConnectionService connection = context.getProperty(PublishKafkaStreamProperties.CONNECTION)
                .asControllerService(KafkaConnectionService.class);
        int maxRequestSize = bytes(context, PublishKafkaStreamProperties.MAX_REQUEST);
        Map<String, Object> properties = new HashMap<>(connection.clientProperties());
        properties.put("max.request.size", Integer.toString(maxRequestSize));
        if (!properties.containsKey("buffer.memory")) {
            properties.put("buffer.memory", Long.toString(bufferMemory(maxRequestSize)));
        }
        properties.put("compression.type", text(context, PublishKafkaStreamProperties.COMPRESSION));
        properties.putAll(deliveryTimeout(context, connection.clientProperties()));
        properties.putAll(partitioner(text(context, PublishKafkaStreamProperties.PARTITIONER)));
        return new PublishPlan(
                publisher(context, processorId)
                        .withSpread(spread)
                        .withTopicPatience(
                                Duration.ofMillis(millis(context, PublishKafkaStreamProperties.TOPIC_PATIENCE))),
                properties,
                new BatchLimit(
                        context.getProperty(PublishKafkaStreamProperties.MAX_FLOW_FILES)
                                .asInteger(),
                        bytes(context, PublishKafkaStreamProperties.MAX_BYTES)),
                connection.bootstrapServers(),
                maxRequestSize);
    }

    private static PublisherPlan publisher(ProcessContext context, String processorId) {
        OriginHeaders headers =
                PublishKafkaStreamProperties.NONE.equals(text(context, PublishKafkaStreamProperties.ORIGIN_HEADERS))
                        ? OriginHeaders.NONE
                        : OriginHeaders.ALL;
        String transactions = text(context, PublishKafkaStreamProperties.TRANSACTIONS);
        if (transactions.equals(PublishKafkaStreamProperties.NONE)) {
            return PublisherPlan.transactional("nifi-" + processorId, "none")
                    .withDelivery(Delivery.AT_LEAST_ONCE)
                    .withOriginHeaders(headers);
        }
        String prefix = evaluated(context, PublishKafkaStreamProperties.PREFIX);
        return PublisherPlan.transactional(
                        prefix == null ? "nifi-" + processorId : prefix,
                        evaluated(context, PublishKafkaStreamProperties.NODE_ID))
                .withDelivery(
                        transactions.equals(PublishKafkaStreamProperties.PER_BATCH)
                                ? Delivery.TRANSACTION_PER_BATCH
                                : Delivery.TRANSACTION_PER_FLOW_FILE)
                .withProgress(new PublisherPlan.ProgressPlan(
                        text(context, PublishKafkaStreamProperties.PROGRESS_TOPIC),
                        Duration.ofMillis(millis(context, PublishKafkaStreamProperties.PROGRESS_RETENTION))))
                .withOriginHeaders(headers);
    }

    /** Kafka wants delivery.timeout.ms to hold a request and the lingering before it. */
    private static Map<String, Object> deliveryTimeout(ProcessContext context, Map<String, Object> given) {
        long delivery = Math.min(Integer.MAX_VALUE, millis(context, PublishKafkaStreamProperties.DELIVERY_TIMEOUT));
        Map<String, Object> properties = new HashMap<>();
        properties.put("delivery.timeout.ms", Long.toString(delivery));
        if (!given.containsKey("request.timeout.ms")) {
            properties.put("request.timeout.ms", Long.toString(requestTimeout(delivery)));
        }
        return properties;
    }

    /** How much a producer buffers where the connection doesn't say. */
    static long bufferMemory(long maxRequestSize) {
        return Math.max(BUFFER_MEMORY, 2 * maxRequestSize);
    }

    /** How long a request may take where the connection doesn't say. */
    static long requestTimeout(long delivery) {
        return Math.max(1, Math.min(10_000, delivery / 2));
    }

    private static Map<String, Object> partitioner(String choice) {
        return switch (choice) {
            case PublishKafkaStreamProperties.STICKY -> Map.of("partitioner.ignore.keys", "true");
            case PublishKafkaStreamProperties.ROUND_ROBIN ->
                Map.of("partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner");
            default -> Map.of();
        };
    }

    private static String evaluated(ProcessContext context, PropertyDescriptor field) {
        return context.getProperty(field).evaluateAttributeExpressions().getValue();
    }

    private static String text(ProcessContext context, PropertyDescriptor field) {
        return context.getProperty(field).getValue();
    }

    private static long millis(ProcessContext context, PropertyDescriptor field) {
        return context.getProperty(field).asTimePeriod(TimeUnit.MILLISECONDS);
    }

    private static int bytes(ProcessContext context, PropertyDescriptor field) {
        return (int) Math.min(
                Integer.MAX_VALUE,
                context.getProperty(field).asDataSize(DataUnit.B).longValue());
    }
}
