package io.nifistreaming.tail;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers since 1970. */
final class EpochTime {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,9})?");

    /** Nobody logs the year 5138, so larger numbers count smaller parts of a second. */
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    private EpochTime() {}

    static Optional<Instant> read(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(text);
        while (seconds.compareTo(MOST_SECONDS) >= 0) {
            seconds = seconds.movePointLeft(3);
        }
        long whole = seconds.longValue();
        BigDecimal fraction = seconds.subtract(BigDecimal.valueOf(whole));
        return Optional.of(
                Instant.ofEpochSecond(whole, fraction.movePointRight(9).longValue()));
    }
}
