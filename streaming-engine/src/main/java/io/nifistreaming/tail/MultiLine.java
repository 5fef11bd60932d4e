package io.nifistreaming.tail;

import java.util.Optional;

/**
 * Which lines make one event. Nothing is dropped: a line that fits no pattern is part of the event before it, or an
 * event of its own.
 *
 * <p>An event ends before a line that begins the next, after a line that ends it, when it holds the most lines, or
 * before the line that would make it larger than the most bytes. A single line larger than that is an event of its own,
 * so every event but a file's last ends with a line's delimiter.
 *
 * <p>A pattern sees the first {@link #BYTES_SEEN} bytes of a line. A search that takes more than {@link
 * BoundedText#STEPS} steps, as some expressions do on some lines, counts as not found.
 *
 * @param start lines that begin an event, such as {@code ^\d{4}-\d\d-\d\d}
 * @param continuation lines that continue one, such as {@code ^\s}: any other line begins an event
 * @param end lines that end one
 * @param maxLines of an event
 * @param maxBytes of an event, delimiters included
 */
public record MultiLine(
        Optional<LinePattern> start,
        Optional<LinePattern> continuation,
        Optional<LinePattern> end,
        int maxLines,
        int maxBytes) {
    public static final int BYTES_SEEN = 4_096;
    public static final int MAX_LINES = 500;
    public static final int MAX_BYTES = 256 << 10;

    public MultiLine {
        if (start.isEmpty() && continuation.isEmpty() && end.isEmpty()) {
            throw new IllegalArgumentException("Records of several lines need a start, continuation or end pattern");
        }
        if (maxLines < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "A record of several lines has at least 1 line and 1 byte, not " + maxLines + " and " + maxBytes);
        }
    }

    public static MultiLine startingWith(LinePattern start) {
        return new MultiLine(Optional.of(start), Optional.empty(), Optional.empty(), MAX_LINES, MAX_BYTES);
    }

    public static MultiLine continuedBy(LinePattern continuation) {
        return new MultiLine(Optional.empty(), Optional.of(continuation), Optional.empty(), MAX_LINES, MAX_BYTES);
    }

    public static MultiLine endingWith(LinePattern end) {
        return new MultiLine(Optional.empty(), Optional.empty(), Optional.of(end), MAX_LINES, MAX_BYTES);
    }

    public MultiLine withLimits(int lines, int bytes) {
        return new MultiLine(start, continuation, end, lines, bytes);
    }
}
