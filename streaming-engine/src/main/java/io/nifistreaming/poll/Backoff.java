package io.nifistreaming.poll;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential with full jitter: after n failures anything from nothing to {@code base · 2^(n-1)}, capped. Full jitter
 * spreads those who failed together.
 *
 * @param base the longest wait after the first failure
 * @param cap the longest wait ever
 */
public record Backoff(Duration base, Duration cap) {
    public Backoff {
        if (base.toMillis() < 1) {
            throw new IllegalArgumentException("Back-off must start at 1 ms or more, not " + base);
        }
        if (cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("The longest back-off " + cap + " is shorter than the first " + base);
        }
    }

    /** From 1 s to 5 min. */
    public static Backoff defaults() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    /**
     * How long to wait.
     *
     * @param failures in a row, at least 1
     */
    public Duration delay(int failures, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(ceiling(failures).toMillis() + 1));
    }

    /** Half of the longest wait for sure, and anything from nothing to the other half. */
    public Duration delayAtLeastHalf(int failures, RandomGenerator random) {
        long half = ceiling(failures).toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    /** The longest that {@link #delay} can be after so many failures. */
    public Duration ceiling(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), 30);
        long millis = base.toMillis();
        return millis > (cap.toMillis() >> doublings) ? cap : Duration.ofMillis(millis << doublings);
    }
}
