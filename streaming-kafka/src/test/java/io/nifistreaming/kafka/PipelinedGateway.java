package io.nifistreaming.kafka;

/**
 * A gateway whose producers hand records over in chunks, as {@link KafkaClients} makes them. The chunks of a model are
 * never full, so that what it does stays a matter of its seed: all is sent, and fails, in the next flush.
 */
final class PipelinedGateway implements KafkaGateway {
    private final KafkaGateway to;

    PipelinedGateway(KafkaGateway to) {
        this.to = to;
    }

    @Override
    public RecordProducer transactionalProducer(String transactionalId) {
        return new PipelinedProducer(to.transactionalProducer(transactionalId), transactionalId);
    }

    @Override
    public RecordProducer idempotentProducer() {
        return new PipelinedProducer(to.idempotentProducer(), "idempotent");
    }

    @Override
    public ClusterView cluster() {
        return to.cluster();
    }

    @Override
    public SendLimits limits() {
        return to.limits();
    }
}
