package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.SendFailures.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What is known of the topics, asked before the first record is sent: the producer itself would wait a long time for an
 * unknown topic, or create it. Remembers for a minute what it found, and since when it misses what it did not find: a
 * topic may have gone with its broker's disks, or come later than its first record. Safe for many threads.
 */
final class TopicDirectory {
    private static final Duration FRESH = Duration.ofMinutes(1);
    /** A batch may hold hundreds of flow files for one topic, and the next batch comes soon. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(5);
    /** Names come from attributes, so that there may be any number. */
    private static final int MOST_MISSING = 10_000;

    private final ClusterView cluster;
    private final Clock clock;
    private final Duration patience;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Missing> missing = new ConcurrentHashMap<>();

    private record Known(TopicState state, Instant until) {}

    /**
     * @param since when it was missed first
     * @param asked when it was missed last
     */
    private record Missing(Instant since, Instant asked) {}

    TopicDirectory(ClusterView cluster, Clock clock, Duration patience) {
        this.cluster = cluster;
        this.clock = clock;
        this.patience = patience;
    }

    TopicState describe(String topic) {
        Known remembered = known.get(topic);
        Instant now = clock.instant();
        if (remembered != null && now.isBefore(remembered.until())) {
            return remembered.state();
        }
        Missing missed = missing.get(topic);
        if (missed != null && now.isBefore(missed.asked().plus(ASKED_AGAIN))) {
            throw new UnknownTopicOrPartitionException("No topic " + topic);
        }
        try {
            TopicState state = cluster.describe(topic);
            missing.remove(topic);
            known.put(topic, new Known(state, now.plus(FRESH)));
            return state;
        } catch (UnknownTopicOrPartitionException absent) {
            miss(topic, now);
            throw absent;
        }
    }

    /** A failure may mean that a topic changed. */
    void forgetAll() {
        known.clear();
    }

    /** Gives a job its outcome whose topic can't be written to: one that does not exist may yet. */
    void refuse(Job job, Verdict.RejectTopic reject) {
        String topic = job.publication().topic();
        String message = "Topic '" + topic + "': " + reject.message();
        if (reject.kind() != RejectKind.UNKNOWN_TOPIC || patience.isZero()) {
            job.reject(reject.kind(), message);
            return;
        }
        Instant now = clock.instant();
        known.remove(topic);
        Missing missed = missing.get(topic);
        Instant since = missed == null ? miss(topic, now) : missed.since();
        if (now.isBefore(since.plus(patience))) {
            job.await(new Verdict.Later(
                    WaitReason.MISSING_TOPIC,
                    "Topic '" + topic + "' does not exist: create it, and what waits for it is published. What still"
                            + " waits once it has been missing for " + patienceText() + " (since "
                            + since.truncatedTo(ChronoUnit.SECONDS)
                            + ") goes to failure"));
        } else {
            job.reject(reject.kind(), message + ". It has been missing for " + patienceText() + " or longer");
        }
    }

    /** Notes that the topic was asked for and is missing; since when. Too many at once are not waited for. */
    private Instant miss(String topic, Instant now) {
        if (missing.size() >= MOST_MISSING && !missing.containsKey(topic)) {
            missing.values().removeIf(old -> isForgotten(old, now));
            if (missing.size() >= MOST_MISSING) {
                return Instant.MIN;
            }
        }
        return missing.merge(
                        topic,
                        new Missing(now, now),
                        (old, fresh) -> isForgotten(old, now) ? fresh : new Missing(old.since(), now))
                .since();
    }

    /** Nobody has asked for it for so long that it may have been there in between. */
    private boolean isForgotten(Missing old, Instant now) {
        return !now.isBefore(old.asked().plus(patience));
    }

    private String patienceText() {
        return patience.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
