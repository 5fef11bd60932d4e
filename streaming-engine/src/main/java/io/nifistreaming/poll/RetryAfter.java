package io.nifistreaming.poll;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After} in both forms, seconds and date. */
final class RetryAfter {
    private RetryAfter() {}

    /**
     * How long the peer wants us to wait; empty if it doesn't say so, or says rubbish or something past. A date is
     * measured against the answer's own {@code Date}, so the peer's clock may be wrong.
     */
    static Optional<Duration> of(HttpAnswer answer) {
        String value = answer.header("retry-after").trim();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // More digits than fit are a wish for eternity: the caller caps it.
            return positive(Duration.ofSeconds(value.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(value)));
        }
        return date(value)
                .flatMap(until ->
                        positive(Duration.between(date(answer.header("date")).orElse(answer.receivedAt()), until)));
    }

    private static Optional<Duration> positive(Duration duration) {
        return duration.isZero() || duration.isNegative() ? Optional.empty() : Optional.of(duration);
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.trim())));
        } catch (DateTimeException ignored) {
            return Optional.empty();
        }
    }
}
