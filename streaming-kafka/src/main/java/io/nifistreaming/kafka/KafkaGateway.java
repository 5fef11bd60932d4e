package io.nifistreaming.kafka;

/**
 * The way to a Kafka cluster, as narrow as publishing needs it: {@link KafkaClients} in earnest, a hand-written fake in
 * tests. All methods fail with Kafka's own exceptions, which {@link SendFailures} alone classifies.
 */
public interface KafkaGateway {
    /** A new producer of transactions; not yet connected. */
    RecordProducer transactionalProducer(String transactionalId);

    /** A new idempotent producer without transactions. */
    RecordProducer idempotentProducer();

    /** A new view of the cluster's topics and transactions. */
    ClusterView cluster();

    /** What the producers accept. */
    SendLimits limits();

    /**
     * @param maxRequestBytes {@code max.request.size}: the upper bound of a record's size before compression
     * @param compressed whether the producers compress, so that the broker's limit can't be foreseen
     */
    record SendLimits(long maxRequestBytes, boolean compressed) {}
}
