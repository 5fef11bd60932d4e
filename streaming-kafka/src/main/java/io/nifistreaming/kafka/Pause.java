package io.nifistreaming.kafka;

import io.nifistreaming.kafka.SendFailures.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that what only a person can mend is tried seldom, however often the caller comes and however many tasks it
 * has: each failure in a row doubles the pause, and after it one caller tries. Safe for many threads.
 */
final class Pause {
    /** So soon at the latest is it noticed that all is mended. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final Clock clock;
    private Verdict.Later trouble;
    private Duration length = Duration.ZERO;
    private Instant until = Instant.MIN;

    Pause(Clock clock) {
        this.clock = clock;
    }

    /** Why nothing is to be tried now; empty if the caller is to try. */
    synchronized Optional<Verdict.Later> inForce() {
        if (trouble == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            return Optional.of(trouble);
        }
        // The others wait for what this caller finds out.
        until = now.plus(length);
        return Optional.empty();
    }

    /** Whether {@link #inForce} would tell of a trouble. */
    synchronized boolean isInForce() {
        return trouble != null && clock.instant().isBefore(until);
    }

    /** What came of a try. */
    synchronized void learn(List<PublishOutcome> outcomes) {
        Verdict.Later again = null;
        for (PublishOutcome outcome : outcomes) {
            if (outcome instanceof PublishOutcome.Wait wait
                    && !wait.reason().pause().isZero()) {
                again = new Verdict.Later(wait.reason(), wait.message());
            }
        }
        if (again != null) {
            Duration next = trouble == null ? again.reason().pause() : length.multipliedBy(2);
            length = next.compareTo(LONGEST) > 0 ? LONGEST : next;
            until = clock.instant().plus(length);
        }
        trouble = again;
    }
}
