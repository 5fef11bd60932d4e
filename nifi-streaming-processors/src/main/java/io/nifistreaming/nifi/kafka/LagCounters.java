package io.nifistreaming.nifi.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;

/**
 * Shows the lag of each partition as a counter. NiFi's counters can only be moved, so each is moved by what the lag
 * changed, and the counters outlive a stop of the processor, as this does. Safe for many threads.
 */
final class LagCounters {
    private static final Duration RHYTHM = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<TopicPartition, Shown> shown = new HashMap<>();
    private final Map<Object, Instant> next = new HashMap<>();

    private record Shown(long lag, Object by) {}

    LagCounters(Clock clock) {
        this.clock = clock;
    }

    /**
     * Shows what a consumer tells; a partition that it no longer has, and no other one either, has no lag.
     *
     * @param consumer who has these partitions
     */
    synchronized void show(Object consumer, Map<TopicPartition, Long> lags, ProcessSessionFactory sessions) {
        Instant now = clock.instant();
        if (now.isBefore(next.getOrDefault(consumer, Instant.MIN))) {
            return;
        }
        next.put(consumer, now.plus(RHYTHM));
        Set<TopicPartition> gone = new HashSet<>();
        shown.forEach((partition, before) -> {
            if (before.by() == consumer && !lags.containsKey(partition)) {
                gone.add(partition);
            }
        });
        Map<TopicPartition, Long> moves = new HashMap<>();
        gone.forEach(partition -> moves.put(partition, -shown.remove(partition).lag()));
        lags.forEach((partition, lag) -> {
            Shown before = shown.put(partition, new Shown(lag, consumer));
            if (before == null || before.lag() != lag) {
                moves.put(partition, lag - (before == null ? 0 : before.lag()));
            }
        });
        if (!moves.isEmpty()) {
            ProcessSession session = sessions.createSession();
            moves.forEach((partition, move) -> session.adjustCounter("Lag of " + partition, move, true));
            session.rollback();
        }
    }

    /** The consumers are gone, and their partitions with them. */
    synchronized void forget() {
        next.clear();
    }
}
