package io.nifistreaming.sandbox.progress;

import java.util.Locale;

/**
 * One stage at one moment, and how it is written.
 *
 * @param elapsedMillis since it began
 * @param detail what it is at, or its result; may be empty
 */
record StageLine(State state, String title, long elapsedMillis, String detail) {
    enum State {
        RUNNING("…"),
        DONE("✔"),
        WARNED("⚠"),
        FAILED("✘");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }
    }

    /** The line, cut to {@code width} columns so that a terminal does not wrap it. */
    String render(int width) {
        String time = String.format(Locale.ROOT, "%5.1f s", elapsedMillis / 1000.0);
        String line = state.mark + " " + time + "  " + title + (detail.isEmpty() ? "" : ": " + detail);
        return line.length() <= width ? line : line.substring(0, Math.max(1, width - 1)) + "…";
    }
}
