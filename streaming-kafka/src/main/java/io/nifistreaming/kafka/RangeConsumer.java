package io.nifistreaming.kafka;

import io.nifistreaming.kafka.GroupMember.Appetite;
import io.nifistreaming.kafka.SendFailures.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One member of a consumer group, which reads partitions in ranges that tile, and commits an offset once the caller
 * says that all before it is delivered. Safe for many threads, which it serves one after the other.
 *
 * <p>Records are gathered here and not in the caller's session, so that a partition can be taken away at any time while
 * only a {@link Handover} needs care: one that isn't sealed is taken back, a sealed one is waited for.
 */
public final class RangeConsumer {
    private final ConsumerPlan plan;
    private final int index;
    private final ConsumerGateway gateway;
    private final TopicLookup topics;
    private final Watch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private GroupMember member;
    private boolean closed;
    private volatile Instant lastPoll = Instant.MIN;
    private volatile Map<TopicPartition, Long> lags = Map.of();

    RangeConsumer(ConsumerPlan plan, int index, ConsumerGateway gateway, TopicLookup topics, Watch watch) {
        this.plan = plan;
        this.index = index;
        this.gateway = gateway;
        this.topics = topics;
        this.watch = watch;
    }

    /** What time it is, and who is told. */
    record Watch(Clock clock, ConsumerListener listener) {}

    /**
     * Asks for the next ranges; joins the group when first asked.
     *
     * @param patience how long to wait for records at most
     * @throws RuntimeException for bugs
     */
    public ConsumeOutcome poll(Duration patience) {
        lock.lock();
        try {
            if (closed) {
                return new ConsumeOutcome.Wait(WaitReason.STOPPING, "The consumer is closed");
            }
            if (member == null) {
                member = new GroupMember(plan, gateway.consumer(plan, index), topics, watch);
            } else {
                member.check();
            }
            fetch(member.isBusy() ? Duration.ZERO : patience, Appetite.ALL);
            return member.take().<ConsumeOutcome>map(ConsumeOutcome.Taken::new).orElse(ConsumeOutcome.NOTHING);
        } catch (KafkaException failed) {
            return failed(failed);
        } finally {
            lock.unlock();
        }
    }

    /** The caller's commit succeeded: the group is told as soon as may be. */
    public void confirm(Handover handover) {
        end(handover, Handover.State.CONFIRMED);
    }

    /** The caller did not deliver it: the same records come again. Harmless after {@link #confirm}. */
    public void release(Handover handover) {
        end(handover, Handover.State.RELEASED);
    }

    private void end(Handover handover, Handover.State end) {
        handover.settle(end);
        // Whoever holds the lock may be waiting for this very end, and tells the group then.
        if (lock.tryLock()) {
            try {
                if (member != null) {
                    member.tellDelivered();
                }
            } catch (KafkaException later) {
                watch.listener()
                        .remark(
                                "commit",
                                "Offsets are committed later: "
                                        + FetchFailures.of(later).message());
            } finally {
                lock.unlock();
            }
        }
    }

    /** How many positions each partition of ours is behind, as far as that is known. */
    public Map<TopicPartition, Long> lags() {
        return lags;
    }

    /**
     * Stays in the group although nobody asks for records: takes part in rebalances and reads nothing. Does nothing
     * where somebody has asked since.
     */
    void keepAlive(Instant since) {
        if (!lastPoll.isBefore(since) || !lock.tryLock()) {
            return;
        }
        try {
            if (member != null) {
                fetch(Duration.ZERO, Appetite.NOTHING);
            }
        } catch (KafkaException ignored) {
            // Whoever asks for records next is told.
        } finally {
            lock.unlock();
        }
    }

    /** Leaves what is not delivered to whoever reads next. A member with a static id stays in the group for a while. */
    void close() {
        // Kafka's client would leave its network thread behind where the task was terminated.
        boolean interrupted = Thread.interrupted();
        lock.lock();
        try {
            closed = true;
            if (member != null) {
                member.close();
                member = null;
                lags = Map.of();
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void fetch(Duration patience, Appetite appetite) {
        lastPoll = watch.clock().instant();
        member.fetch(patience, appetite);
        lags = Map.copyOf(member.lags());
    }

    private ConsumeOutcome failed(KafkaException failed) {
        Verdict.Later later = FetchFailures.of(failed);
        if (failed instanceof InterruptException) {
            Thread.currentThread().interrupt();
        }
        if (member != null && (later.reason() == WaitReason.FENCED || later.reason() == WaitReason.SETTINGS)) {
            member.abandon();
            member = null;
            lags = Map.of();
        }
        return new ConsumeOutcome.Wait(later.reason(), later.message());
    }
}
