package io.nifistreaming.kafka;

import java.util.Collection;
import java.util.List;

/**
 * Publishes flow files so that every range of every source lands exactly once, whatever crashes in between.
 *
 * <p>One publisher a processor, opened when it is scheduled and closed when it stops; its methods may be called by many
 * tasks at once. Each batch borrows a {@code ProducerLease}.
 */
public final class OriginPublisher implements AutoCloseable {
    private OriginPublisher() {}

    /** Opens a publisher. Connects to nothing yet: a broker that is down answers {@link PublishOutcome.Wait} later. */
    public static OriginPublisher open(PublisherPlan plan, KafkaClients clients) {
        throw new UnsupportedOperationException("in progress: " + plan + clients);
    }

    /**
     * Publishes a batch; blocks until it is settled, at most about the client's {@code delivery.timeout.ms} twice.
     *
     * @return one outcome per publication, in their order
     */
    public List<PublishOutcome> publish(List<Publication> batch) {
        throw new UnsupportedOperationException("in progress: " + batch);
    }

    /**
     * Tells that NiFi's session was committed: these outcomes will not be replayed, so that flow files that were known
     * by their own identity can be forgotten (with the next transaction). Cheap; sends nothing itself.
     */
    public void confirm(Collection<? extends PublishOutcome> outcomes) {
        throw new UnsupportedOperationException("in progress: " + outcomes);
    }

    /** Closes all producers; a transaction that is open is aborted. Publishing threads get Wait. */
    @Override
    public void close() {}
}
