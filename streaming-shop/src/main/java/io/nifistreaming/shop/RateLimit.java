package io.nifistreaming.shop;

import java.time.Duration;
import java.time.Instant;

/** A bucket that holds one second's worth of requests and fills up evenly. */
final class RateLimit {
    private final int perSecond;
    private double tokens;
    private Instant filled;

    RateLimit(int perSecond, Instant now) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.filled = now;
    }

    /** Whether this request may pass; one that may not takes nothing. */
    synchronized boolean pass(Instant now) {
        double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
        tokens = Math.min(perSecond, tokens + seconds * perSecond);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
