package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordCursor;
import java.io.IOException;

/**
 * A cursor over records that lie in the content as they are: pieces of it, in order and without gaps.
 *
 * <p>{@link #start()} is where the previous record ends (0 for the first), so that the records tile the content; the
 * body, without blanks and separators, lies somewhere inside.
 */
abstract class SlicedCursor implements RecordCursor {
    private final ContentWindow window;
    private final Address address;
    private byte[] key;
    private byte[] value;
    private long start;
    private long end;
    private long bodyStart;
    private long bodyEnd;
    private String problem;

    /** @param address of every record; a record's own key goes before its key */
    SlicedCursor(ContentWindow window, Address address) {
        this.window = window;
        this.address = address;
    }

    @Override
    public final boolean advance() throws IOException {
        start = end;
        key = address.key();
        value = null;
        problem = null;
        boolean found = find();
        end = window.position();
        return found;
    }

    /** Moves the window past the next record and all that belongs to it; calls one of the methods below. */
    abstract boolean find() throws IOException;

    final ContentWindow window() {
        return window;
    }

    /** The next record is these bytes of the window; call it before they are passed. */
    final void take(int from, int to) {
        bodyStart = window.position() + from - window.from();
        bodyEnd = bodyStart + to - from;
        value = window.copy(from, to);
    }

    final void takeKey(byte[] own) {
        key = own;
    }

    /** The next record can't be sent; its body is what lies between two positions of the content. */
    final void refuse(String why, long from, long to) {
        bodyStart = from;
        bodyEnd = to;
        value = null;
        problem = why;
    }

    final long bodyStart() {
        return bodyStart;
    }

    final long bodyEnd() {
        return bodyEnd;
    }

    @Override
    public final byte[] key() {
        return key;
    }

    @Override
    public final byte[] value() {
        return value;
    }

    @Override
    public final int partition() {
        return address.partition();
    }

    @Override
    public final long start() {
        return start;
    }

    @Override
    public final long end() {
        return end;
    }

    @Override
    public final String unserialisable() {
        return problem;
    }

    @Override
    public final void close() throws IOException {
        window.close();
    }
}
