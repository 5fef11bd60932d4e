package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ClusterView.TopicState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * Keeps {@link Progress} up to date with its topic, which it creates if need be. A scope has one partition of it, so
 * that another scope's open transaction does not hold up the reading. Safe for many threads.
 */
final class ProgressReader implements AutoCloseable {
    private static final int PARTITIONS = 6;
    /** A deleted topic would otherwise hold up each batch for the delivery timeout. */
    private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(5);

    private final PublisherPlan plan;
    private final ClusterView cluster;
    private final Progress progress;
    private final Clock clock;
    private Instant lookedAt = Instant.MIN;
    private ProgressLog log;
    private int ownPartition = -1;

    ProgressReader(PublisherPlan plan, ClusterView cluster, Progress progress, Clock clock) {
        this.plan = plan;
        this.cluster = cluster;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Finds the topic, and creates it if need be.
     *
     * @throws NotReadyException if progress can't be kept there
     */
    synchronized void open() {
        if (log == null) {
            ownPartition = partitionOf(plan.scope(), partitions());
            log = cluster.progressLog(plan.progress().topic(), ownPartition);
            lookedAt = clock.instant();
        } else {
            look();
        }
    }

    /**
     * Looks at the topic again every few seconds: somebody may have deleted it, or made it anew.
     *
     * @throws NotReadyException if progress is not kept there any more; the next {@link #open} begins anew
     */
    synchronized void watch() {
        if (log == null || !clock.instant().isBefore(lookedAt.plus(LOOKED_AT_EVERY))) {
            open();
        }
    }

    /** As {@link #watch}, at once. */
    synchronized void look() {
        try {
            TopicState topic = cluster.describe(plan.progress().topic());
            requireCompacted(topic);
            if (ownPartition >= topic.partitions()) {
                throw gone("was made anew with fewer partitions", null);
            }
            lookedAt = clock.instant();
        } catch (UnknownTopicOrPartitionException unknown) {
            close();
            throw unknown(unknown);
        } catch (NotReadyException changed) {
            close();
            throw changed;
        }
    }

    /** Reads on to the end; afterwards progress knows all that was settled before the call. */
    synchronized void refresh() {
        if (log == null) {
            open();
        }
        boolean complete = false;
        try {
            progress.read(log.readToEnd());
            complete = true;
        } catch (UnknownTopicOrPartitionException unknown) {
            throw unknown(unknown);
        } finally {
            if (!complete) {
                // Whatever happened, such as too little memory: its position may be past what was never taken over.
                close();
            }
        }
    }

    /** Where this scope's progress goes. */
    synchronized int ownPartition() {
        if (ownPartition < 0) {
            ownPartition = partitionOf(plan.scope(), partitions());
        }
        return ownPartition;
    }

    @Override
    public synchronized void close() {
        ProgressLog open = log;
        log = null;
        if (open != null) {
            open.close();
        }
    }

    private int partitions() {
        TopicState topic = described();
        requireCompacted(topic);
        return topic.partitions();
    }

    private void requireCompacted(TopicState topic) {
        if (!topic.compacted()) {
            throw new NotReadyException(
                    WaitReason.PROGRESS_TOPIC,
                    "The progress topic '" + plan.progress().topic()
                            + "' is not compacted, so progress would be lost with its retention:"
                            + " set its cleanup.policy to compact",
                    null);
        }
    }

    private NotReadyException unknown(UnknownTopicOrPartitionException answer) {
        return cluster.exists(plan.progress().topic()) ? notYet(answer) : gone("was deleted", answer);
    }

    private NotReadyException notYet(UnknownTopicOrPartitionException answer) {
        return new NotReadyException(
                WaitReason.BROKER_UNAVAILABLE,
                "The broker does not know yet of the progress topic '"
                        + plan.progress().topic()
                        + "', which exists: that takes a moment after it started, or after the topic was made",
                answer);
    }

    private NotReadyException gone(String how, Throwable cause) {
        return new NotReadyException(
                WaitReason.PROGRESS_TOPIC,
                "The progress topic '" + plan.progress().topic() + "' " + how + " while we were publishing. It is"
                        + " created if need be and allowed, and publishing goes on; but what was published before is"
                        + " not in it, so flow files that NiFi replays after a restart would be published again",
                cause);
    }

    private TopicState described() {
        String topic = plan.progress().topic();
        try {
            return cluster.describe(topic);
        } catch (UnknownTopicOrPartitionException absent) {
            try {
                cluster.createCompacted(topic, PARTITIONS);
                return cluster.describe(topic);
            } catch (UnknownTopicOrPartitionException unknown) {
                throw notYet(unknown);
            } catch (AuthorizationException refused) {
                throw new NotReadyException(
                        WaitReason.PROGRESS_TOPIC,
                        "The progress topic '" + topic + "' does not exist, and we may not create it:"
                                + " create it with cleanup.policy=compact",
                        refused);
            }
        }
    }

    static int partitionOf(String scope, int partitions) {
        return Utils.toPositive(Utils.murmur2(scope.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
