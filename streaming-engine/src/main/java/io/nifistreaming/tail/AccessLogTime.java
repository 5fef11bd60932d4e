package io.nifistreaming.tail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The time of access logs: {@code 10/Oct/2000:13:55:36 -0700}, or without zone. Read by position, for speed. */
final class AccessLogTime {
    static final int LENGTH = 26;
    static final int LENGTH_WITHOUT_ZONE = 20;

    private AccessLogTime() {}

    static Optional<Instant> read(String text, ZoneId zone) {
        boolean zoned = text.length() == LENGTH;
        if ((!zoned && text.length() != LENGTH_WITHOUT_ZONE) || !isShaped(text)) {
            return Optional.empty();
        }
        try {
            int second = Digits.at(text, 18, 2);
            LocalDateTime time = LocalDateTime.of(
                            Digits.at(text, 7, 4),
                            Months.number(text, 3),
                            Digits.at(text, 0, 2),
                            Digits.at(text, 12, 2),
                            Digits.at(text, 15, 2),
                            Math.min(second, 59))
                    // A leap second is the first of the next minute.
                    .plusSeconds(second == 60 ? 1 : 0);
            if (second > 60) {
                return Optional.empty();
            }
            return Optional.of(
                    zoned ? time.toInstant(offset(text)) : time.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isShaped(String text) {
        return text.charAt(2) == '/'
                && text.charAt(6) == '/'
                && text.charAt(11) == ':'
                && text.charAt(14) == ':'
                && text.charAt(17) == ':';
    }

    private static ZoneOffset offset(String text) {
        char sign = text.charAt(21);
        int hours = Digits.at(text, 22, 2);
        int minutes = Digits.at(text, 24, 2);
        if (text.charAt(20) != ' ' || (sign != '+' && sign != '-') || hours < 0 || minutes < 0) {
            throw new DateTimeException("No offset");
        }
        int seconds = (hours * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(sign == '-' ? -seconds : seconds);
    }
}
