package io.nifistreaming.nifi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long to leave alone what failed: NiFi's own parts log an error for each try, so that a full disk would fill the
 * log as well. Doubles with each failure in a row. Safe for many threads.
 */
public final class RetryPause {
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** So soon at the latest is it noticed that all is well again. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final Clock clock;
    private Duration length = Duration.ZERO;
    private Instant until = Instant.MIN;

    public RetryPause(Clock clock) {
        this.clock = clock;
    }

    public synchronized boolean isOver() {
        return !clock.instant().isBefore(until);
    }

    public synchronized void failed() {
        Duration doubled = length.multipliedBy(2);
        length = length.isZero() ? FIRST : doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        until = clock.instant().plus(length);
    }

    public synchronized void worked() {
        length = Duration.ZERO;
        until = Instant.MIN;
    }
}
