package io.nifistreaming.kafka;

import io.nifistreaming.kafka.SendFailures.Verdict;
import io.nifistreaming.origin.OriginKind;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes flow files so that every range of every source lands exactly once, whatever crashes in between.
 *
 * <p>One publisher a processor, opened when it is scheduled and closed when it stops; its methods may be called by many
 * tasks at once. Each batch borrows a {@link ProducerLease}; progress travels in the transaction with the records.
 *
 * <p>It does not create topics (other than the progress topic), and does not retry what has to wait: that is the
 * caller's queue.
 */
public final class OriginPublisher implements AutoCloseable {
    private static final Verdict.Later CLOSED = new Verdict.Later(WaitReason.STOPPING, "The publisher is closed");

    private final Shared shared;
    private final LeasePool leases;
    private final Pause pause;

    private OriginPublisher(Shared shared, Pause pause) {
        this.shared = shared;
        this.leases = new LeasePool(shared);
        this.pause = pause;
    }

    /** Opens a publisher. Connects to nothing yet: a broker that is down answers {@link PublishOutcome.Wait} later. */
    public static OriginPublisher open(PublisherPlan plan, KafkaGateway gateway) {
        return open(plan, gateway, Clock.systemUTC());
    }

    /** As {@link #open(PublisherPlan, KafkaGateway)}, by another clock. */
    public static OriginPublisher open(PublisherPlan plan, KafkaGateway gateway, Clock clock) {
        return new OriginPublisher(new Shared(plan, gateway, clock), new Pause(clock));
    }

    /**
     * Publishes a batch; blocks until it is settled, which the clients' {@code max.block.ms} and
     * {@code delivery.timeout.ms} bound. While a person has to mend something, most calls only repeat what that is.
     *
     * @return one outcome per publication, in their order
     * @throws RuntimeException for bugs; nothing of the batch is committed then
     */
    public List<PublishOutcome> publish(List<Publication> batch) {
        List<Job> jobs = batch.stream().map(Job::new).toList();
        Optional<Verdict.Later> paused = pause.inForce();
        ProducerLease lease = paused.isPresent() ? null : leases.acquire();
        if (lease == null) {
            Verdict.Later later = paused.orElse(CLOSED);
            jobs.forEach(job -> job.await(later));
            return outcomes(jobs);
        }
        try {
            publish(jobs, lease);
        } finally {
            leases.release(lease);
        }
        List<PublishOutcome> outcomes = outcomes(jobs);
        pause.learn(outcomes);
        return outcomes;
    }

    /** Whether {@link #publish} would only repeat what a person has to mend: a caller can spare itself the reading. */
    public boolean isPaused() {
        return pause.isInForce();
    }

    private static List<PublishOutcome> outcomes(List<Job> jobs) {
        return jobs.stream().map(Job::outcome).toList();
    }

    /**
     * Tells that NiFi's session was committed: these outcomes will not be replayed, so that flow files that were known
     * by their own identity can be forgotten (with the next transaction). Cheap; sends nothing itself.
     */
    public void confirm(Collection<? extends PublishOutcome> outcomes) {
        for (PublishOutcome outcome : outcomes) {
            if (outcome instanceof PublishOutcome.Done done
                    && done.lineage().source().kind() == OriginKind.FLOWFILE
                    && done.lineage().source().id().equals(done.flowFileId())) {
                shared.progress()
                        .confirm(new SourceInTopic(done.topic(), done.lineage().source()));
            }
        }
    }

    /**
     * Closes the clients: idle ones now, each busy one when its batch is settled, which it does not wait for. Whoever
     * publishes afterwards is told {@link WaitReason#STOPPING}.
     */
    @Override
    public void close() {
        leases.close();
    }

    private void publish(List<Job> jobs, ProducerLease lease) {
        switch (shared.plan().delivery()) {
            case TRANSACTION_PER_BATCH -> {
                List<Job> admitted = admitted(jobs);
                new TransactionalBatch(shared, lease, admitted).run();
            }
            case TRANSACTION_PER_FLOW_FILE -> publishOneByOne(jobs, lease);
            case AT_LEAST_ONCE -> new PlainBatch(shared, lease, admitted(jobs)).run();
            default -> throw new IllegalStateException("no other delivery");
        }
    }

    /** A broker that is gone is not asked again for every flow file, and a stop waits for one of them alone. */
    private void publishOneByOne(List<Job> jobs, ProducerLease lease) {
        PublishOutcome.Wait down = null;
        for (Job job : jobs) {
            if (down != null) {
                job.await(new Verdict.Later(down.reason(), down.message()));
                continue;
            }
            if (leases.isClosed()) {
                job.await(CLOSED);
                continue;
            }
            new TransactionalBatch(shared, lease, admitted(List.of(job))).run();
            if (job.outcome() instanceof PublishOutcome.Wait wait
                    && !wait.reason().concernsOneFlowFile()) {
                down = wait;
            }
        }
    }

    /** The jobs whose topic exists; the others get their outcome. A broker that is gone is asked once. */
    private List<Job> admitted(List<Job> jobs) {
        for (Job job : jobs) {
            try {
                if (job.isOpen()) {
                    job.topic(shared.topics().describe(job.publication().topic()));
                }
            } catch (KafkaException failed) {
                Verdict verdict = SendFailures.of(failed);
                if (verdict instanceof Verdict.RejectTopic reject) {
                    shared.topics().refuse(job, reject);
                } else {
                    Verdict.Later later = SendFailures.waitFor(failed);
                    jobs.stream().filter(Job::isOpen).forEach(waiting -> waiting.await(later));
                }
            }
        }
        return jobs.stream().filter(Job::isOpen).toList();
    }
}
