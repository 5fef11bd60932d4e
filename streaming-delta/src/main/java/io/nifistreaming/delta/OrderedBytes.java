package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Values one after the other as bytes, whose unsigned order is that of the values, and which are equal only where the
 * values are: a million keys need no million objects. For one thread, and used again and again.
 */
final class OrderedBytes {
    /** Decimals of up to 38 digits are 127 bits and a sign. */
    private static final int WIDE = 16;

    private byte[] bytes = new byte[64];
    private int length;

    static boolean knows(ColumnType type) {
        return type instanceof Simple || type instanceof Decimal;
    }

    OrderedBytes clear() {
        length = 0;
        return this;
    }

    /** Only the first {@link #length()} count, and only until more is put. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Adds a value that is not null. */
    OrderedBytes put(ColumnType type, Object value) {
        return put(type, value, RoundingMode.UNNECESSARY);
    }

    /** Adds a value that may lie between two of its column; the rounding tells which of the two it then is. */
    OrderedBytes put(ColumnType type, Object value, RoundingMode rounding) {
        if (type instanceof Decimal decimal) {
            putDecimal(((BigDecimal) value).setScale(decimal.scale(), rounding).unscaledValue(), decimal);
            return this;
        }
        switch ((Simple) type) {
            case STRING ->
                putBytes(value instanceof byte[] utf8 ? utf8 : ((String) value).getBytes(StandardCharsets.UTF_8));
            case BINARY -> putBytes((byte[]) value);
            case LONG, INTEGER, SHORT, BYTE, DATE, TIMESTAMP -> putLong(((Number) value).longValue());
            case FLOAT, DOUBLE -> putDouble(((Number) value).doubleValue());
            case BOOLEAN -> putByte((Boolean) value ? 1 : 0);
            default -> throw new IllegalArgumentException("No order for " + type);
        }
        return this;
    }

    /** The value that was put into these bytes alone; texts as UTF-8. */
    static Object value(ColumnType type, byte[] bytes) {
        if (type instanceof Decimal decimal) {
            BigInteger unscaled;
            if (decimal.precision() <= ParquetSchema.LONG_DIGITS) {
                unscaled = BigInteger.valueOf(whole(bytes));
            } else {
                byte[] number = bytes.clone();
                number[0] ^= Byte.MIN_VALUE;
                unscaled = new BigInteger(number);
            }
            return new BigDecimal(unscaled, decimal.scale());
        }
        return switch ((Simple) type) {
            case STRING, BINARY -> text(bytes);
            case LONG, TIMESTAMP -> whole(bytes);
            case INTEGER, SHORT, BYTE, DATE -> (int) whole(bytes);
            case DOUBLE -> broken(whole(bytes));
            case FLOAT -> (float) broken(whole(bytes));
            case BOOLEAN -> bytes[0] != 0;
        };
    }

    private static long whole(byte[] bytes) {
        return Bytes.getLong(bytes, 0) ^ Long.MIN_VALUE;
    }

    private static double broken(long ordered) {
        return Double.longBitsToDouble(ordered < 0 ? ordered ^ Long.MAX_VALUE : ordered);
    }

    private static byte[] text(byte[] bytes) {
        byte[] text = new byte[bytes.length];
        int length = 0;
        for (int at = 0; at < bytes.length - 2; at++) {
            text[length++] = bytes[at];
            at += bytes[at] == 0 ? 1 : 0;
        }
        return Arrays.copyOf(text, length);
    }

    private void putLong(long value) {
        room(Long.BYTES);
        Bytes.putLong(bytes, length, value ^ Long.MIN_VALUE);
        length += Long.BYTES;
    }

    /** Both zeros are one number, and whatever is none is the greatest, as SQL has it in Delta's engines. */
    private void putDouble(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        putLong(bits < 0 ? bits ^ Long.MAX_VALUE : bits);
    }

    private void putDecimal(BigInteger unscaled, Decimal type) {
        if (type.precision() <= ParquetSchema.LONG_DIGITS) {
            putLong(unscaled.longValueExact());
            return;
        }
        byte[] number = unscaled.toByteArray();
        room(WIDE);
        Arrays.fill(bytes, length, length + WIDE - number.length, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(number, 0, bytes, length + WIDE - number.length, number.length);
        bytes[length] ^= Byte.MIN_VALUE;
        length += WIDE;
    }

    /** Ends with two zeros; one within is followed by 255, so that no text is the beginning of another. */
    private void putBytes(byte[] value) {
        room(2 * value.length + 2);
        for (byte each : value) {
            bytes[length++] = each;
            if (each == 0) {
                bytes[length++] = -1;
            }
        }
        bytes[length++] = 0;
        bytes[length++] = 0;
    }

    private void putByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
