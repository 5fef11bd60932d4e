package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ClusterView.TopicState;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * Keeps {@link Progress} up to date with its topic, which it creates if need be. A scope has one partition of it, so
 * that another scope's open transaction does not hold up the reading. Safe for many threads.
 */
final class ProgressReader implements AutoCloseable {
    private static final int PARTITIONS = 6;

    private final PublisherPlan plan;
    private final ClusterView cluster;
    private final Progress progress;
    private ProgressLog log;
    private int ownPartition = -1;

    ProgressReader(PublisherPlan plan, ClusterView cluster, Progress progress) {
        this.plan = plan;
        this.cluster = cluster;
        this.progress = progress;
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
        }
    }

    /** Reads on to the end; afterwards progress knows all that was settled before the call. */
    synchronized void refresh() {
        open();
        try {
            progress.read(log.readToEnd());
        } catch (KafkaException failed) {
            close();
            throw failed;
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
        if (log != null) {
            log.close();
            log = null;
        }
    }

    private int partitions() {
        TopicState topic = described();
        if (!topic.compacted()) {
            throw new NotReadyException(
                    WaitReason.PROGRESS_TOPIC,
                    "The progress topic '" + plan.progress().topic()
                            + "' is not compacted, so progress would be lost with its retention:"
                            + " set its cleanup.policy to compact",
                    null);
        }
        return topic.partitions();
    }

    private TopicState described() {
        String topic = plan.progress().topic();
        try {
            return cluster.describe(topic);
        } catch (UnknownTopicOrPartitionException absent) {
            try {
                cluster.createCompacted(topic, PARTITIONS);
                return cluster.describe(topic);
            } catch (AuthorizationException | UnknownTopicOrPartitionException refused) {
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
