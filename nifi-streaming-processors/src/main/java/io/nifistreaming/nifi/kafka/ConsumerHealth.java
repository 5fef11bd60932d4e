package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RangeConsumer;
import io.nifistreaming.nifi.RetryPause;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Which consumers are in trouble: each is tried less and less often, and what works tells nothing of another. */
final class ConsumerHealth {
    private final Troubles troubles;
    private final Clock clock;
    private final Map<RangeConsumer, RetryPause> failing = new HashMap<>();

    ConsumerHealth(Troubles troubles, Clock clock) {
        this.troubles = troubles;
        this.clock = clock;
    }

    synchronized boolean isPaused(RangeConsumer consumer) {
        RetryPause pause = failing.get(consumer);
        return pause != null && !pause.isOver();
    }

    synchronized void failed(RangeConsumer consumer, String name, String message) {
        failing.computeIfAbsent(consumer, fresh -> new RetryPause(clock)).failed();
        troubles.tell(name, "Nothing is consumed for now, and nothing is lost (" + name + "): " + message);
    }

    synchronized void worked(RangeConsumer consumer) {
        if (failing.remove(consumer) != null && failing.isEmpty()) {
            troubles.over();
        }
    }
}
