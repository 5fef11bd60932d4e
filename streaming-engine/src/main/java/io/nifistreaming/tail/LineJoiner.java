package io.nifistreaming.tail;

import java.nio.charset.Charset;
import java.util.Optional;

/** Records are events of one or more lines, as {@link MultiLine} says. */
public final class LineJoiner implements DelimitedFramer {
    private final LineFramer lines;
    private final Optional<LineMatcher> start;
    private final Optional<LineMatcher> continuation;
    private final Optional<LineMatcher> end;
    private final int maxLines;
    private final int maxBytes;

    public LineJoiner(LineFramer lines, MultiLine plan, Charset charset) {
        this.lines = lines;
        this.start = plan.start().map(pattern -> new LineMatcher(pattern, charset));
        this.continuation = plan.continuation().map(pattern -> new LineMatcher(pattern, charset));
        this.end = plan.end().map(pattern -> new LineMatcher(pattern, charset));
        this.maxLines = plan.maxLines();
        this.maxBytes = plan.maxBytes();
    }

    @Override
    public Framed frame(byte[] bytes, int from, int to, Ending ending, int mostRecords) {
        int index = from;
        int records = 0;
        while (records < mostRecords) {
            int next = end(bytes, index, to, ending);
            if (next < 0) {
                break;
            }
            index = next;
            records++;
        }
        return records == 0 ? Framed.NONE : new Framed(index - from, records);
    }

    @Override
    public int end(byte[] bytes, int from, int to, Ending ending) {
        int event = from;
        for (int count = 1; ; count++) {
            int line = event;
            int next = lines.end(bytes, line, to, ending);
            if (count > 1 && isBeyond(bytes, from, line, to, next)) {
                return line;
            }
            if (next < 0) {
                return ending == Ending.OPEN || line == from ? -1 : line;
            }
            event = next;
            boolean full = count >= maxLines || event - from >= maxBytes;
            if (full || (end.isPresent() && end.get().matches(bytes, line, lines.textEnd(bytes, line, next)))) {
                return event;
            }
        }
    }

    /**
     * Whether the line at {@code line} is no part of the event at {@code from}. Of a line without end yet, that is
     * known once it is too large, or once there is all that a pattern sees.
     */
    private boolean isBeyond(byte[] bytes, int from, int line, int to, int next) {
        int known = next < 0 ? to : next;
        if (known - from > maxBytes) {
            return true;
        }
        if (next >= 0) {
            return begins(bytes, line, lines.textEnd(bytes, line, next));
        }
        return to - line >= MultiLine.BYTES_SEEN + lines.delimiterBytes() && begins(bytes, line, to);
    }

    private boolean begins(byte[] bytes, int from, int to) {
        return (start.isPresent() && start.get().matches(bytes, from, to))
                || (continuation.isPresent() && !continuation.get().matches(bytes, from, to));
    }

    @Override
    public int textEnd(byte[] bytes, int from, int end) {
        return lines.textEnd(bytes, from, end);
    }

    @Override
    public LineFramer lines() {
        return lines;
    }
}
