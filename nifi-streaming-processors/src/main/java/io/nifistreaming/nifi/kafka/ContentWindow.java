package io.nifistreaming.nifi.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a content that is being looked at: grows to hold one record, slides on when the record is done.
 *
 * <p>Holds at most {@code most} bytes however large the content is.
 */
final class ContentWindow implements Closeable {
    private static final int INITIAL = 1 << 18;

    private final InputStream content;
    private final int most;
    private byte[] bytes;
    private int from;
    private int to;
    private long passed;
    private boolean ended;

    ContentWindow(InputStream content, int most) {
        this.content = content;
        this.most = most;
        this.bytes = new byte[Math.min(INITIAL, most)];
    }

    /** The array that holds the window; another one after {@link #more()}. */
    byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte that was not passed yet; another one after {@link #more()}. */
    int from() {
        return from;
    }

    /** Index after the last byte that is here. */
    int to() {
        return to;
    }

    /** Position of {@link #from()} in the content. */
    long position() {
        return passed + from;
    }

    /** Passes bytes: they are gone. */
    void pass(int count) {
        from += count;
    }

    /** Whether the last byte of the content is here (or passed). */
    boolean isEnded() {
        return ended;
    }

    /** Whether the window holds as much as it may, so that {@link #more()} can't help. */
    boolean isFull() {
        return to - from == most;
    }

    /** Reads on, keeping what was not passed; false at the end of the content or if the window is full. */
    boolean more() throws IOException {
        if (ended || isFull()) {
            return false;
        }
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            passed += from;
            to -= from;
            from = 0;
        }
        if (to == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * bytes.length));
        }
        int count = content.readNBytes(bytes, to, bytes.length - to);
        to += count;
        ended = to < bytes.length;
        return count > 0;
    }

    /** Whether there is at least one byte to look at; reads on if need be. */
    boolean hasByte() throws IOException {
        while (from == to) {
            if (!more()) {
                return false;
            }
        }
        return true;
    }

    /** A copy of bytes of the window. */
    byte[] copy(int first, int next) {
        return Arrays.copyOfRange(bytes, first, next);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
