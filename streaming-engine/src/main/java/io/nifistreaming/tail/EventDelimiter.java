package io.nifistreaming.tail;

/**
 * Makes the ends of events visible to whoever splits them later, without moving a byte: the delimiter that ends an
 * event is overwritten, each of its bytes, and line ends inside the event stay. A content that already holds the mark
 * would be split there too, so the mark should be a byte that the logs don't use.
 */
public final class EventDelimiter {
    /** ASCII's record separator. */
    public static final byte RECORD_SEPARATOR = 0x1E;

    private final DelimitedFramer framer;
    private final byte mark;

    EventDelimiter(DelimitedFramer framer, byte mark) {
        this.framer = framer;
        this.mark = mark;
    }

    /**
     * Marks the ends in {@code [from, to)}, which are whole records as the framer found them. What is remembered of the
     * file (its checksum before the checkpoint) has to be taken before this.
     */
    public void mark(byte[] bytes, int from, int to) {
        int event = from;
        while (event < to) {
            // The framer has seen that these are whole records, so nothing that follows them decides anything.
            int end = framer.end(bytes, event, to, RecordFramer.Ending.FINAL);
            for (int index = framer.textEnd(bytes, event, end); index < end; index++) {
                bytes[index] = mark;
            }
            event = end;
        }
    }
}
