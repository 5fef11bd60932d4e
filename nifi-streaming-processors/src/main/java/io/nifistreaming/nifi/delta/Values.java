package io.nifistreaming.nifi.delta;

import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.apache.nifi.serialization.record.Record;

/** Values that are no numbers. Times without zone are UTC: a table is read elsewhere than it is written. */
final class Values {
    private static final long MILLION = 1_000_000;

    private Values() {}

    static Object text(Object value) {
        if (value instanceof byte[] utf8) {
            return utf8;
        }
        if (value instanceof Time time) {
            return time.toLocalTime().toString();
        }
        return value instanceof Record record ? record.toMap().toString() : value.toString();
    }

    static byte[] bytes(Object value, String path) throws UnfitValueException {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof Object[] boxed) {
            byte[] bytes = new byte[boxed.length];
            for (int index = 0; index < bytes.length; index++) {
                if (!(boxed[index] instanceof Number number)) {
                    throw RecordRow.unlike(value, "bytes", path);
                }
                bytes[index] = number.byteValue();
            }
            return bytes;
        }
        if (value instanceof CharSequence text) {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        throw RecordRow.unlike(value, "bytes", path);
    }

    static Boolean truth(Object value, String path) throws UnfitValueException {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof CharSequence text) {
            if (text.toString().equalsIgnoreCase("true")) {
                return true;
            }
            if (text.toString().equalsIgnoreCase("false")) {
                return false;
            }
        }
        throw RecordRow.unlike(value, "true or false", path);
    }

    static Integer days(Object value, String path) throws UnfitValueException {
        try {
            if (value instanceof Timestamp timestamp) {
                return (int) LocalDate.ofInstant(timestamp.toInstant(), ZoneOffset.UTC)
                        .toEpochDay();
            }
            if (value instanceof Date date) {
                return (int) date.toLocalDate().toEpochDay();
            }
            if (value instanceof LocalDate date) {
                return (int) date.toEpochDay();
            }
            if (value instanceof CharSequence text) {
                return (int) LocalDate.parse(text).toEpochDay();
            }
        } catch (DateTimeException none) {
            throw new UnfitValueException("Field '" + path + "' is no date such as 2026-11-24: convert it before");
        }
        throw RecordRow.unlike(value, "a date", path);
    }

    static Long micros(Object value, String path) throws UnfitValueException {
        try {
            // Counted by ChronoUnit they end with the year 2262, and "for ever" is often written 9999-12-31.
            Instant instant = instant(value, path);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MILLION), instant.getNano() / 1_000);
        } catch (DateTimeException | ArithmeticException none) {
            throw new UnfitValueException(
                    "Field '" + path + "' is no time such as 2026-11-24T22:15:00Z, or one that no "
                            + "64 bits of microseconds hold: convert it before");
        }
    }

    private static Instant instant(Object value, String path) throws UnfitValueException {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        if (value instanceof java.util.Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC);
        }
        if (value instanceof Long millis) {
            return Instant.ofEpochMilli(millis);
        }
        if (value instanceof CharSequence text) {
            String stripped = text.toString().strip();
            boolean zoned = stripped.endsWith("Z") || stripped.matches(".*[+-]\\d\\d:?\\d\\d");
            return zoned
                    ? OffsetDateTime.parse(stripped).toInstant()
                    : LocalDateTime.parse(stripped.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        }
        throw RecordRow.unlike(value, "a time", path);
    }
}
