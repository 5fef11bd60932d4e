package io.nifistreaming.nifi.kafka;

import java.util.Arrays;

/** The tokens of JSON in a byte array, by the letter of RFC 8259: each method returns the index after its token. */
abstract class JsonTokens {
    /** The object is well-formed as far as it goes, but the bytes end before it does. */
    static final int INCOMPLETE = -1;
    /** Not a JSON object: see {@link #error()} and {@link #errorAt()}. */
    static final int MALFORMED = -2;

    /** Bytes of a string that need no second look: printable ASCII but quote and backslash. */
    private static final boolean[] PLAIN = new boolean[256];

    static {
        Arrays.fill(PLAIN, 0x20, 0x80, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    /** What is scanned. */
    byte[] bytes = new byte[0];
    /** The first index that is not scanned. */
    int limit;

    private boolean oneLine;
    private boolean lineEnded;
    private int errorAt;
    private String error = "";

    final void reset(byte[] content, int to, boolean lineFeedEnds) {
        bytes = content;
        limit = to;
        oneLine = lineFeedEnds;
        lineEnded = false;
        error = "";
    }

    /** Whether the scan was ended by a line feed rather than by the end of the bytes. */
    final boolean lineEnded() {
        return lineEnded;
    }

    final int errorAt() {
        return errorAt;
    }

    final String error() {
        return error;
    }

    final int string(int from) {
        int at = from + 1;
        while (at < limit) {
            int octet = bytes[at] & 0xff;
            if (PLAIN[octet]) {
                at++;
            } else if (octet == '"') {
                return at + 1;
            } else {
                at = octet == '\\' ? escape(at) : multibyte(at, octet);
                if (at < 0) {
                    return at;
                }
            }
        }
        return INCOMPLETE;
    }

    private int escape(int at) {
        if (at + 1 >= limit) {
            return INCOMPLETE;
        }
        switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                return at + 2;
            case 'u':
                for (int digit = at + 2; digit < at + 6; digit++) {
                    if (digit >= limit) {
                        return INCOMPLETE;
                    }
                    if (Character.digit(bytes[digit], 16) < 0) {
                        return unexpected(digit, "a hexadecimal digit");
                    }
                }
                return at + 6;
            default:
                return malformed(at, "unknown escape in a string");
        }
    }

    private int multibyte(int at, int first) {
        if (first < 0x20) {
            return malformed(
                    at,
                    bytes[at] == '\n' && oneLine
                            ? "the line ends inside a string"
                            : "control character in a string (write it as an escape)");
        }
        int more = following(first);
        for (int index = 1; index <= more; index++) {
            if (at + index >= limit) {
                return INCOMPLETE;
            }
            if ((bytes[at + index] & 0xc0) != 0x80) {
                return malformed(at, "not UTF-8");
            }
        }
        return more == 0 || isOverlongOrSurrogate(first, bytes[at + 1] & 0xff)
                ? malformed(at, "not UTF-8")
                : at + more + 1;
    }

    /** How many bytes follow this first byte of a character; none if it can't be one. */
    private static int following(int first) {
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        if (first < 0xe0) {
            return 1;
        }
        return first < 0xf0 ? 2 : 3;
    }

    private static boolean isOverlongOrSurrogate(int first, int second) {
        return first == 0xe0 && second < 0xa0
                || first == 0xed && second > 0x9f
                || first == 0xf0 && second < 0x90
                || first == 0xf4 && second > 0x8f;
    }

    final int literal(int at, byte[] word) {
        for (int index = 0; index < word.length; index++) {
            if (at + index >= limit) {
                return INCOMPLETE;
            }
            if (bytes[at + index] != word[index]) {
                return unexpected(at, "a value");
            }
        }
        return at + word.length;
    }

    final int number(int from) {
        int at = bytes[from] == '-' ? from + 1 : from;
        if (at < limit && bytes[at] == '0') {
            at++;
        } else {
            at = digits(at);
        }
        if (at >= 0 && at < limit && bytes[at] == '.') {
            at = digits(at + 1);
        }
        if (at >= 0 && at < limit && (bytes[at] | 0x20) == 'e') {
            boolean signed = at + 1 < limit && (bytes[at + 1] == '+' || bytes[at + 1] == '-');
            at = digits(at + (signed ? 2 : 1));
        }
        return at == limit ? INCOMPLETE : at;
    }

    private int digits(int from) {
        int at = from;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at >= limit) {
            return INCOMPLETE;
        }
        return at == from ? unexpected(from, "a value or a digit") : at;
    }

    /** The first index that is not white space; {@code limit} at the end of the input. */
    final int blank(int from) {
        int at = from;
        while (at < limit) {
            byte octet = bytes[at];
            if (octet == '\n' && oneLine) {
                limit = at;
                lineEnded = true;
                return at;
            }
            if (octet != ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return at;
            }
            at++;
        }
        return at;
    }

    final int unexpected(int at, String wanted) {
        return malformed(at, "expected " + wanted);
    }

    final int malformed(int at, String why) {
        errorAt = at;
        error = why;
        return MALFORMED;
    }
}
