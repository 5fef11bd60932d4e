package io.nifistreaming.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one consumer group member, or several with one configuration, are told.
 *
 * @param topics which topics
 * @param group the group's id
 * @param member what the static ids of members begin with, the same after a restart and different on every node; empty
 *     for members that get another id each time
 * @param isolation which records are seen
 * @param start where partitions begin
 * @param limit how much makes a range
 */
public record ConsumerPlan(
        TopicChoice topics, String group, Optional<String> member, Isolation isolation, Start start, Limit limit) {
    public ConsumerPlan {
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(isolation, "isolation");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(limit, "limit");
        if (group == null || group.isBlank()) {
            throw new IllegalArgumentException("A consumer needs a group");
        }
    }

    /** Committed records of a group whose members have no static ids, from the earliest. */
    public static ConsumerPlan of(TopicChoice topics, String group) {
        return new ConsumerPlan(
                topics,
                group,
                Optional.empty(),
                Isolation.READ_COMMITTED,
                Start.at(StartPolicy.EARLIEST),
                Limit.DEFAULT);
    }

    public ConsumerPlan withMember(String prefix) {
        return new ConsumerPlan(topics, group, Optional.of(prefix), isolation, start, limit);
    }

    public ConsumerPlan withIsolation(Isolation changed) {
        return new ConsumerPlan(topics, group, member, changed, start, limit);
    }

    public ConsumerPlan withStart(Start changed) {
        return new ConsumerPlan(topics, group, member, isolation, changed, limit);
    }

    public ConsumerPlan withLimit(Limit changed) {
        return new ConsumerPlan(topics, group, member, isolation, start, changed);
    }

    /** The static id of a task's consumer. */
    Optional<String> instanceId(int index) {
        return member.map(prefix -> prefix + "-" + index);
    }

    /** Which records are seen. */
    public enum Isolation {
        /** Those of committed transactions, and those without one. */
        READ_COMMITTED,
        /** Those of open and aborted transactions as well. */
        READ_UNCOMMITTED
    }

    /** Where a partition begins of which the group has no offset. */
    public enum StartPolicy {
        EARLIEST,
        LATEST,
        /** It is not read, and that is told. */
        FAIL
    }

    /**
     * @param policy where a partition begins of which the group has no offset
     * @param resetTo once, each partition begins with its first record of that time or later, whatever the group's
     *     offset; remembered beside the offset, so that a restart doesn't repeat it
     */
    public record Start(StartPolicy policy, Optional<Instant> resetTo) {
        public static Start at(StartPolicy policy) {
            return new Start(policy, Optional.empty());
        }
    }

    /**
     * How much makes a range; whatever is reached first.
     *
     * @param records at most
     * @param bytes of keys and values; a larger record makes a range alone
     * @param linger for how long fewer of them wait for others
     */
    public record Limit(int records, long bytes, Duration linger) {
        public static final Limit DEFAULT = new Limit(10_000, 4 << 20, Duration.ofMillis(500));

        public Limit {
            if (records < 1 || bytes < 1 || linger.isNegative()) {
                throw new IllegalArgumentException("A range needs room for a record");
            }
        }
    }
}
