package io.nifistreaming.nifi.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A line of JSON in the making, in one array that is used again and again: no object is made for a line. */
final class JsonLine {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS = 20;

    private byte[] bytes = new byte[1024];
    private int length;

    JsonLine restart() {
        length = 0;
        return this;
    }

    JsonLine raw(byte[] ascii) {
        return raw(ascii, 0, ascii.length);
    }

    JsonLine raw(byte[] content, int from, int to) {
        reserve(to - from);
        System.arraycopy(content, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    JsonLine raw(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** JSON whose line ends stand between its tokens, where a blank says the same. */
    JsonLine onOneLine(byte[] json, int from, int to) {
        int start = length;
        raw(json, from, to);
        for (int at = start; at < length; at++) {
            if (bytes[at] == '\n' || bytes[at] == '\r') {
                bytes[at] = ' ';
            }
        }
        return this;
    }

    JsonLine number(long number) {
        if (number < 0) {
            return raw(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        }
        reserve(MOST_DIGITS);
        int from = length;
        long rest = number;
        do {
            bytes[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        for (int left = from, right = length - 1; left < right; left++, right--) {
            byte swapped = bytes[left];
            bytes[left] = bytes[right];
            bytes[right] = swapped;
        }
        return this;
    }

    /** A text in quotes, or null. */
    JsonLine text(byte[] utf8) {
        if (utf8 == null) {
            return raw("null".getBytes(StandardCharsets.US_ASCII));
        }
        // The most that an escape takes.
        reserve(utf8.length * 6 + 2);
        bytes[length++] = '"';
        for (byte each : utf8) {
            if (each == '"' || each == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = each;
            } else if (each >= 0 && each < 0x20) {
                escape(each);
            } else {
                bytes[length++] = each;
            }
        }
        bytes[length++] = '"';
        return this;
    }

    private void escape(byte control) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[control >> 4];
        bytes[length++] = HEX[control & 15];
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }
}
