package io.nifistreaming.poll;

import java.time.Duration;
import java.time.Instant;

/** A rate limit: tokens flow in evenly, up to a burst. Refuses to run backwards with the clock. Not thread-safe. */
final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private Instant filledAt;

    /** @param perSecond tokens a second, 0 for no limit */
    TokenBucket(double perSecond, int burst, Instant now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Takes a token if there is one. */
    boolean take(Instant now) {
        if (perSecond == 0) {
            return true;
        }
        fill(now);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** When the next token is there: now, or later. */
    Instant ready(Instant now) {
        if (perSecond == 0) {
            return now;
        }
        fill(now);
        return tokens >= 1 ? now : now.plusNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS));
    }

    /** Whether the burst is all there. */
    boolean full(Instant now) {
        if (perSecond == 0) {
            return true;
        }
        fill(now);
        return tokens >= burst;
    }

    private void fill(Instant now) {
        if (now.isAfter(filledAt)) {
            // As double: a long of nanoseconds would overflow after a clock jump of 292 years.
            Duration passed = Duration.between(filledAt, now);
            double seconds = passed.getSeconds() + passed.getNano() / NANOS;
            tokens = Math.min(burst, tokens + seconds * perSecond);
        }
        // Also after a jump back, else nothing flows until the clock has caught up.
        filledAt = now;
    }
}
