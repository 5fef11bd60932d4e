package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What one publisher (one processor) is told.
 *
 * @param delivery the promise
 * @param scope names this publisher among all that share the progress topic, the same on all nodes and after a restart;
 *     also the prefix of its transactional ids
 * @param node names this node within the scope, the same after a restart, never shared by two nodes: of two publishers
 *     with one scope and node the younger publishes, and the elder answers {@link WaitReason#SUPERSEDED}
 * @param spread whether other nodes publish under the same scope
 * @param progress the progress topic and how long sources are remembered
 * @param originHeaders which origin headers records carry
 * @param topicPatience for how long publications wait for a topic that does not exist, before they are rejected; zero
 *     for not at all
 */
public record PublisherPlan(
        Delivery delivery,
        String scope,
        String node,
        Spread spread,
        ProgressPlan progress,
        OriginHeaders originHeaders,
        Duration topicPatience) {
    /** Time for a person to be told, and to create the topics that a broker has lost with its disks. */
    public static final Duration TOPIC_PATIENCE = Duration.ofHours(1);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    public PublisherPlan {
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(spread, "spread");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(originHeaders, "originHeaders");
        if (topicPatience.isNegative()) {
            throw new IllegalArgumentException("The patience with a missing topic must not be " + topicPatience);
        }
        requireName("scope", scope);
        requireName("node", node);
    }

    /** Exactly once, on one node, with the house's defaults. */
    public static PublisherPlan transactional(String scope, String node) {
        return new PublisherPlan(
                Delivery.TRANSACTION_PER_BATCH,
                scope,
                node,
                Spread.ONE_NODE,
                ProgressPlan.DEFAULT,
                OriginHeaders.ALL,
                TOPIC_PATIENCE);
    }

    public PublisherPlan withDelivery(Delivery changed) {
        return new PublisherPlan(changed, scope, node, spread, progress, originHeaders, topicPatience);
    }

    public PublisherPlan withSpread(Spread changed) {
        return new PublisherPlan(delivery, scope, node, changed, progress, originHeaders, topicPatience);
    }

    public PublisherPlan withProgress(ProgressPlan changed) {
        return new PublisherPlan(delivery, scope, node, spread, changed, originHeaders, topicPatience);
    }

    public PublisherPlan withOriginHeaders(OriginHeaders changed) {
        return new PublisherPlan(delivery, scope, node, spread, progress, changed, topicPatience);
    }

    public PublisherPlan withTopicPatience(Duration changed) {
        return new PublisherPlan(delivery, scope, node, spread, progress, originHeaders, changed);
    }

    /** What all transactional ids of this node begin with. */
    String transactionalIdPrefix() {
        return scope + "-" + node + "-";
    }

    /** The transactional id of a lease: stable across restarts, different on every node. */
    String transactionalId(int lease) {
        return transactionalIdPrefix() + lease;
    }

    private static void requireName(String what, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The " + what + " '" + name + "' must be 1 to 200 letters, digits, dots, dashes or underscores");
        }
    }

    /** Whether a scope has one node or several. */
    public enum Spread {
        /** No other node publishes under this scope: progress is read once, at the start. */
        ONE_NODE,
        /**
         * Flow files may move between nodes: progress of the others is read before every batch, which costs a round
         * trip. Two nodes that publish the same range at the very same time are not told apart.
         */
        CLUSTER
    }

    /**
     * @param topic the compacted topic that holds the progress; created if it is absent and we may
     * @param retention how long a source that nobody writes to is remembered: longer than input may stay queued
     */
    public record ProgressPlan(String topic, Duration retention) {
        public static final ProgressPlan DEFAULT = new ProgressPlan("stream_progress", Duration.ofDays(7));

        public ProgressPlan {
            Objects.requireNonNull(topic, "topic");
            if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("Progress must be kept for a minute at least, not " + retention);
            }
        }
    }
}
