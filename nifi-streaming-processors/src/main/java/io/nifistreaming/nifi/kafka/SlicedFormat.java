package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.Framing;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.nifi.flowfile.FlowFile;

/** Records that lie in the content as they are: whole, between demarcators, or as JSON. */
final class SlicedFormat implements RecordFormat {
    private static final int COPY_BUFFER = 1 << 16;
    /** How much larger than the largest that can be sent a record may be and still be told from its neighbours. */
    private static final int WINDOW_FACTOR = 2;

    private static final int LEAST_WINDOW = 16 << 20;

    private final Framing framing;
    private final byte[] separator;
    private final int window;
    private final Opener opener;

    /**
     * @param separator stands between records where they are copied
     * @param maxRequestSize largest record that can be sent, in bytes
     */
    SlicedFormat(Framing framing, byte[] separator, int maxRequestSize, Opener opener) {
        this.framing = framing;
        this.separator = separator.clone();
        this.window =
                (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(LEAST_WINDOW, (long) WINDOW_FACTOR * maxRequestSize));
        this.opener = opener;
    }

    /** Makes a cursor. */
    @FunctionalInterface
    interface Opener {
        SlicedCursor open(ContentWindow window, Address address);
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public boolean knowsBytes() {
        return true;
    }

    @Override
    public SlicedCursor open(FlowFile flowFile, InputStream content, Address address) {
        return opener.open(new ContentWindow(content, window), address);
    }

    @Override
    public void copy(FlowFile flowFile, Contents contents, List<Long> indexes, OutputStream to) throws IOException {
        List<long[]> bodies = new ArrayList<>();
        try (SlicedCursor cursor = open(flowFile, contents.open(), Address.ANYWHERE)) {
            Iterator<Long> wanted = indexes.iterator();
            long next = wanted.hasNext() ? wanted.next() : -1;
            for (long index = 0; next >= 0 && cursor.advance(); index++) {
                if (index == next) {
                    bodies.add(new long[] {cursor.bodyStart(), cursor.bodyEnd()});
                    next = wanted.hasNext() ? wanted.next() : -1;
                }
            }
        }
        try (InputStream in = contents.open()) {
            long position = 0;
            for (long[] body : bodies) {
                in.skipNBytes(body[0] - position);
                copy(in, body[1] - body[0], to);
                to.write(separator);
                position = body[1];
            }
        }
    }

    private static void copy(InputStream in, long length, OutputStream to) throws IOException {
        byte[] buffer = new byte[(int) Math.min(COPY_BUFFER, Math.max(1, length))];
        for (long left = length; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException("The content is shorter than when it was read first");
            }
            to.write(buffer, 0, count);
            left -= count;
        }
    }
}
