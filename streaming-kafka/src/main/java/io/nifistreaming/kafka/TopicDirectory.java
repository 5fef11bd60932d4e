package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ClusterView.TopicState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of the topics, asked before the first record is sent: the producer itself would wait a long time for an
 * unknown topic, or create it. Remembers for a minute what it found, and nothing that it did not. Safe for many
 * threads.
 */
final class TopicDirectory {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final ClusterView cluster;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(TopicState state, Instant until) {}

    TopicDirectory(ClusterView cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    TopicState describe(String topic) {
        Known remembered = known.get(topic);
        Instant now = clock.instant();
        if (remembered != null && now.isBefore(remembered.until())) {
            return remembered.state();
        }
        TopicState state = cluster.describe(topic);
        known.put(topic, new Known(state, now.plus(FRESH)));
        return state;
    }

    /** A failure may mean that a topic changed. */
    void forgetAll() {
        known.clear();
    }
}
