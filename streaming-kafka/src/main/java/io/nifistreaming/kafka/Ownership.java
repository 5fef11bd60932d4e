package io.nifistreaming.kafka;

import io.nifistreaming.kafka.SendFailures.Verdict;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sees to it that of all publishers with one scope and node the youngest alone publishes: a zombie never takes back
 * what its successor took over.
 *
 * <p>Fencing can't do that by itself, since it knows one transactional id at a time: of two live publishers each might
 * hold some of the ids, and neither would see what the other commits. So a publisher first declares itself in the
 * progress topic, and then fences all ids of its node. Whoever begins a producer later finds that declaration, because
 * it reads progress afterwards; whoever began one before is fenced. Safe for many threads.
 */
final class Ownership {
    private static final long NONE = -1;

    private final PublisherPlan plan;
    private final ClusterView cluster;
    private final ProgressReader reader;
    private final Progress progress;
    private long declared = NONE;

    Ownership(PublisherPlan plan, ClusterView cluster, ProgressReader reader, Progress progress) {
        this.plan = plan;
        this.cluster = cluster;
        this.reader = reader;
        this.progress = progress;
    }

    /**
     * Called before a producer is made, which would connect, and fence its predecessor, for nothing.
     *
     * @throws NotReadyException if nothing could be published with it
     */
    void prepare() {
        requireNotSuperseded();
        reader.open();
    }

    /**
     * Initialises a producer, and knows then all that was committed under this scope before.
     *
     * @throws NotReadyException if a younger publisher took over
     */
    void begin(RecordProducer producer, String transactionalId) {
        requireNotSuperseded();
        if (!tookOver(producer, transactionalId)) {
            producer.init();
        }
        reader.refresh();
        requireNotSuperseded();
    }

    /** The first producer of this publisher takes over; it settles what an earlier life left open, too. */
    private synchronized boolean tookOver(RecordProducer producer, String transactionalId) {
        if (declared != NONE) {
            return false;
        }
        producer.init();
        long offset = declare(producer);
        cluster.fenceAll(plan.transactionalIdPrefix(), transactionalId);
        declared = offset;
        return true;
    }

    private long declare(RecordProducer producer) {
        AtomicLong landed = new AtomicLong(NONE);
        AtomicReference<Exception> failure = new AtomicReference<>();
        ProducerRecord<byte[], byte[]> declaration = new ProducerRecord<>(
                plan.progress().topic(), reader.ownPartition(), progress.ownerKey(), progress.ownerValue());
        producer.begin();
        producer.send(declaration, (metadata, exception) -> {
            failure.set(exception);
            if (exception == null) {
                landed.set(metadata.offset());
            }
        });
        producer.flush();
        if (failure.get() != null) {
            Verdict.Later later = FailedSends.ofProgress(failure.get());
            throw new NotReadyException(later.reason(), later.message(), failure.get());
        }
        producer.commit();
        return landed.get();
    }

    /** Also asked before a producer begins, which would fence one of the successor's. */
    private synchronized void requireNotSuperseded() {
        if (declared != NONE && progress.lastOwner() > declared) {
            throw new NotReadyException(
                    WaitReason.SUPERSEDED,
                    "Another publisher with prefix '" + plan.scope() + "' and node '" + plan.node()
                            + "' took over after this one had begun. If that is a mistake, give each processor a prefix"
                            + " and each node a name of its own; to publish here again, stop this processor and start"
                            + " it",
                    null);
        }
    }
}
