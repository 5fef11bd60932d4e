package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;

/** Values of columns from texts and numbers, and their order, which is Delta's: texts by their UTF-8. */
final class TypedValue {
    private TypedValue() {}

    /** Whether columns of the type have an order. */
    static boolean isOrdered(ColumnType type) {
        return type instanceof Decimal || type instanceof Simple && type != Simple.BINARY;
    }

    /**
     * The value of a column's class that equals what is given; numbers that lie between two values of the column stay
     * decimals, which compare with both.
     *
     * @throws IllegalArgumentException if nothing in the column can be like it
     */
    static Object of(ColumnType type, Object value, String name) {
        try {
            return converted(type, value);
        } catch (ArithmeticException | DateTimeException | NumberFormatException unlike) {
            throw new IllegalArgumentException("'" + value + "' can't be compared with column '" + name + "', which is "
                    + SchemaEvolution.text(type) + ": write it as that type is written");
        }
    }

    private static Object converted(ColumnType type, Object value) {
        if (type instanceof Decimal) {
            return new BigDecimal(value.toString().strip());
        }
        if (!isOrdered(type)) {
            throw new NumberFormatException("no order");
        }
        return switch ((Simple) type) {
            case STRING -> value instanceof byte[] utf8 ? new String(utf8, StandardCharsets.UTF_8) : value.toString();
            case LONG, INTEGER, SHORT, BYTE -> new BigDecimal(value.toString().strip());
            case FLOAT, DOUBLE ->
                value instanceof Float single
                        ? (double) single
                        : Double.valueOf(value.toString().strip());
            case BOOLEAN -> truth(value.toString().strip().toLowerCase(Locale.ROOT));
            case DATE -> value instanceof Integer days ? days : days(value.toString());
            case TIMESTAMP -> value instanceof Long micros ? micros : micros(value.toString());
            case BINARY -> throw new NumberFormatException("no order");
        };
    }

    private static Boolean truth(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new NumberFormatException("neither true nor false");
    }

    private static Integer days(String text) {
        return Math.toIntExact(LocalDate.parse(text.strip()).toEpochDay());
    }

    /** With or without {@code T} and zone; without a zone it is UTC, and without a time the day's beginning. */
    static Long micros(String text) {
        String stripped = text.strip().replace(' ', 'T');
        if (stripped.length() == "2026-11-24".length()) {
            stripped += "T00:00:00Z";
        }
        Instant instant = stripped.endsWith("Z") || stripped.matches(".*T.*[+-]\\d\\d:?\\d\\d")
                ? OffsetDateTime.parse(stripped).toInstant()
                : LocalDateTime.parse(stripped).toInstant(ZoneOffset.UTC);
        return micros(instant);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** What a file's path and log say of a partition column, as a row has it. */
    static Object ofPartition(ColumnType type, String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (type instanceof Decimal decimal) {
            return new BigDecimal(text).setScale(decimal.scale(), RoundingMode.UNNECESSARY);
        }
        return switch ((Simple) type) {
            case STRING -> text;
            case LONG -> Long.valueOf(text);
            case INTEGER, SHORT, BYTE -> Integer.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> truth(text.toLowerCase(Locale.ROOT));
            case BINARY -> text.getBytes(StandardCharsets.UTF_8);
            case DATE -> days(text);
            case TIMESTAMP -> micros(text);
        };
    }

    /** Compares a column's value with what {@link #of} made, or with another such. */
    static int compare(ColumnType type, Object left, Object right) {
        if (type instanceof Decimal) {
            return ((BigDecimal) left).compareTo((BigDecimal) right);
        }
        return switch ((Simple) type) {
            case STRING -> texts(left, right);
            case LONG, INTEGER, SHORT, BYTE -> wholes(left, right);
            // Both zeros are one number.
            case FLOAT, DOUBLE ->
                Double.compare(((Number) left).doubleValue() + 0.0, ((Number) right).doubleValue() + 0.0);
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            case DATE -> Integer.compare((Integer) left, (Integer) right);
            case TIMESTAMP -> Long.compare((Long) left, (Long) right);
            case BINARY -> throw new IllegalArgumentException("Binary columns have no order");
        };
    }

    private static int wholes(Object left, Object right) {
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return decimal(left).compareTo(decimal(right));
        }
        return Long.compare(((Number) left).longValue(), ((Number) right).longValue());
    }

    private static BigDecimal decimal(Object whole) {
        return whole instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) whole).longValue());
    }

    /** By UTF-8, which differs from the order of Java's chars where surrogates are. */
    private static int texts(Object left, Object right) {
        if (left instanceof byte[] || right instanceof byte[]) {
            return Arrays.compareUnsigned(utf8(left), utf8(right));
        }
        String one = (String) left;
        String other = (String) right;
        int same = Math.min(one.length(), other.length());
        for (int index = 0; index < same; index++) {
            char here = one.charAt(index);
            char there = other.charAt(index);
            if (here != there) {
                boolean pair = Character.isSurrogate(here) || Character.isSurrogate(there);
                return pair ? Arrays.compareUnsigned(utf8(left), utf8(right)) : Character.compare(here, there);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static byte[] utf8(Object text) {
        return text instanceof byte[] utf8 ? utf8 : ((String) text).getBytes(StandardCharsets.UTF_8);
    }
}
