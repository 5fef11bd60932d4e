package io.nifistreaming.poll;

import java.time.Duration;
import java.util.Objects;

/**
 * What one host is asked to bear.
 *
 * @param concurrency requests under way at once
 * @param perSecond requests a second in the long run; 0 for no limit
 * @param burst requests that may start at once after a pause
 * @param failuresBeforeRest failed requests in a row after which the host rests
 * @param rest how long the first rest takes; it doubles with each failed attempt to come back, and is jittered
 * @param longestRest the cap of that
 */
public record HostLimits(
        int concurrency, double perSecond, int burst, int failuresBeforeRest, Duration rest, Duration longestRest) {
    public HostLimits {
        atLeastOne(concurrency, "Requests per host at once");
        atLeastOne(burst, "Burst per host");
        atLeastOne(failuresBeforeRest, "Failures before a host rests");
        if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("Requests per second and host must be 0 or more, not " + perSecond);
        }
        Objects.requireNonNull(rest, "rest");
        if (rest.toMillis() < 1 || longestRest.compareTo(rest) < 0) {
            throw new IllegalArgumentException(
                    "A rest must be 1 ms or more and not longer than the longest: " + rest + ", " + longestRest);
        }
    }

    /** 8 at once, no rate limit, a rest of 30 s to 15 min after 5 failures. */
    public static HostLimits defaults() {
        return new HostLimits(8, 0, 8, 5, Duration.ofSeconds(30), Duration.ofMinutes(15));
    }

    private static void atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
