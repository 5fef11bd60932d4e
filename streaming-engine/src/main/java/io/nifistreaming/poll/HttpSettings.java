package io.nifistreaming.poll;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of each request.
 *
 * @param connectTimeout for a connection, TLS included
 * @param timeout from asking to the last byte, redirects included
 * @param maxAnswerBytes of a body, before and after decompression
 * @param maxRedirects followed at most; 0 refuses all
 * @param hosts where redirects and further pages may lead
 * @param userAgent sent with each request
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration timeout,
        int maxAnswerBytes,
        int maxRedirects,
        HostRules hosts,
        String userAgent) {
    public HttpSettings {
        positive(connectTimeout, "Connect timeout");
        positive(timeout, "Request timeout");
        if (maxAnswerBytes < 1) {
            throw new IllegalArgumentException("Maximum answer size must be at least 1 byte, not " + maxAnswerBytes);
        }
        if (maxRedirects < 0) {
            throw new IllegalArgumentException("Maximum redirects must not be negative: " + maxRedirects);
        }
        Objects.requireNonNull(hosts, "hosts");
        if (userAgent == null || userAgent.isBlank()) {
            throw new IllegalArgumentException("A user agent is needed: sites block those who hide");
        }
    }

    /** 5 s to connect, 30 s in all, 10 MiB, 5 redirects on the target's own host. */
    public static HttpSettings defaults() {
        return new HttpSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(30), 10 << 20, 5, HostRules.ownHostOnly(), "nifi-streaming");
    }

    private static void positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, not " + duration);
        }
    }
}
