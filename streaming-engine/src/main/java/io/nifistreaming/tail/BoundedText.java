package io.nifistreaming.tail;

import java.nio.charset.StandardCharsets;

/**
 * A line as a regular expression sees it, in which only so many characters are looked at: an expression that backtracks
 * without end would otherwise stop every file for one hostile line. ASCII is read from the bytes as they are.
 */
final class BoundedText implements CharSequence {
    /** Characters looked at in one line: about a millisecond, and enough to search 600 characters for each start. */
    static final int STEPS = 200_000;

    private byte[] ascii;
    private String text;
    private int from;
    private int length;
    private int steps;

    /** Thrown out of the search, for control flow alone. */
    static final class TooCostly extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final TooCostly INSTANCE = new TooCostly();

        private TooCostly() {
            super("The search took too many steps", null, false, false);
        }
    }

    BoundedText ofAscii(byte[] bytes, int begin, int end) {
        ascii = bytes;
        from = begin;
        length = end - begin;
        steps = STEPS;
        return this;
    }

    BoundedText of(String line) {
        return of(line, STEPS);
    }

    BoundedText of(String line, int most) {
        ascii = null;
        text = line;
        from = 0;
        length = line.length();
        steps = most;
        return this;
    }

    @Override
    public char charAt(int index) {
        if (--steps < 0) {
            throw TooCostly.INSTANCE;
        }
        return ascii == null ? text.charAt(from + index) : (char) ascii[from + index];
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public CharSequence subSequence(int begin, int end) {
        return ascii == null
                ? text.substring(from + begin, from + end)
                : new String(ascii, from + begin, end - begin, StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return subSequence(0, length).toString();
    }
}
