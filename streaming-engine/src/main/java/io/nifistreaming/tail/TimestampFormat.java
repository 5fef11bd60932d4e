package io.nifistreaming.tail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Reads the text of a time. */
@FunctionalInterface
public interface TimestampFormat {
    /** Empty if it isn't one. */
    Optional<Instant> read(String text);

    /** ISO-8601 or RFC 3339, also with a space for the T; the zone is that of times that name none. */
    static TimestampFormat iso(ZoneId zone) {
        DateTimeFormatter format = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .appendPattern("['T'][' ']HH:mm:ss")
                .appendOptional(fraction('.'))
                .appendOptional(fraction(','))
                .appendPattern("[XXX][XX][X]")
                .toFormatter(Locale.ENGLISH);
        return text -> parsed(text, format, zone);
    }

    /** A pattern of {@link DateTimeFormatter}, with English names. */
    static TimestampFormat pattern(String pattern, ZoneId zone) {
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            return text -> parsed(text, format, zone);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is no pattern for times: write one such as yyyy-MM-dd HH:mm:ss.SSS", e);
        }
    }

    /** Seconds since 1970, also with a fraction; or milli-, micro- or nanoseconds, told apart by their size. */
    static TimestampFormat epoch() {
        return EpochTime::read;
    }

    /** A number since 1970, ISO-8601, or the time of access logs. */
    static TimestampFormat automatic(ZoneId zone) {
        TimestampFormat iso = iso(zone);
        return text -> {
            Optional<Instant> number = EpochTime.read(text);
            Optional<Instant> known = number.isPresent() ? number : AccessLogTime.read(text, zone);
            return known.isPresent() ? known : iso.read(text);
        };
    }

    private static DateTimeFormatter fraction(char point) {
        return new DateTimeFormatterBuilder()
                .appendLiteral(point)
                .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false)
                .toFormatter(Locale.ENGLISH);
    }

    private static Optional<Instant> parsed(String text, DateTimeFormatter format, ZoneId zone) {
        try {
            TemporalAccessor time = format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            if (time instanceof ZonedDateTime zoned) {
                return Optional.of(zoned.toInstant());
            }
            LocalDateTime local = time instanceof LocalDateTime precise
                    ? precise
                    : LocalDate.from(time).atStartOfDay();
            return Optional.of(local.atZone(zone).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
