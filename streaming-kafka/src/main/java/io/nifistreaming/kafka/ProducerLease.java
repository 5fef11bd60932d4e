package io.nifistreaming.kafka;

import io.nifistreaming.origin.Range;

/**
 * The right to publish under one transactional id: configured prefix, node and lease index, the same after a restart
 * and different on every node, so that its next holder fences a zombie and settles what it left open.
 *
 * <p>Used by one thread at a time.
 */
final class ProducerLease {
    private final int index;
    private final Shared shared;
    private RecordProducer producer;
    private boolean unsettled;
    private boolean leftOpen;

    ProducerLease(int index, Shared shared) {
        this.index = index;
        this.shared = shared;
    }

    int index() {
        return index;
    }

    /**
     * Whether it gave up a producer that may have left a transaction open: until somebody uses the lease again, that
     * holds up read_committed readers.
     */
    boolean isLeftOpen() {
        return leftOpen;
    }

    /**
     * A producer that may send. After a failure that is a new one: it fences its predecessor, and before it is handed
     * out, progress is read again, since the predecessor's transaction may have been committed after all.
     */
    RecordProducer ready() {
        if (producer == null) {
            producer = shared.plan().delivery().isTransactional()
                    ? settled()
                    : shared.gateway().idempotentProducer();
        } else if (shared.plan().delivery().isTransactional()) {
            shared.reader().watch();
            if (shared.plan().spread() == PublisherPlan.Spread.CLUSTER) {
                shared.reader().refresh();
            }
        }
        return producer;
    }

    boolean claim(SourceInTopic source, Range range) {
        return shared.claims().claim(this, source, range);
    }

    /** The work is over and its effect is known. */
    void releaseClaims() {
        if (!unsettled) {
            shared.claims().releaseAll(this);
        }
    }

    /** The producer can't go on. */
    void discard() {
        if (producer != null) {
            producer.close();
            producer = null;
            leftOpen = true;
        }
        shared.topics().forgetAll();
    }

    /** As {@link #discard()}, after a commit that nobody answered: the claims stay until its fate is known. */
    void discardUnsettled() {
        unsettled = true;
        discard();
    }

    private RecordProducer settled() {
        shared.ownership().prepare();
        String transactionalId = shared.plan().transactionalId(index);
        RecordProducer fresh = shared.gateway().transactionalProducer(transactionalId);
        boolean initialised = false;
        try {
            shared.ownership().begin(fresh, transactionalId);
            initialised = true;
        } finally {
            if (!initialised) {
                fresh.close();
            }
        }
        unsettled = false;
        leftOpen = false;
        shared.claims().releaseAll(this);
        return fresh;
    }
}
