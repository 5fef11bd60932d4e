package io.nifistreaming.tail;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The content of a compressed file. Reading goes forward; a position before the last one begins anew. The size that
 * {@link #stat()} tells is that of the file, not of the content.
 */
final class CompressedLog implements OpenLog {
    private static final int BUFFER = 64 << 10;

    private final OpenLog file;
    private final Form form;
    private InputStream stream;
    private long position;

    private CompressedLog(OpenLog file, Form form) {
        this.file = file;
        this.form = form;
    }

    static OpenLog open(LogFiles files, Path path, Form form) throws IOException {
        OpenLog file = files.open(path);
        return form == Form.PLAIN ? file : new CompressedLog(file, form);
    }

    /** The size of a content; a compressed one is decompressed to its end for that, which proves it whole. */
    static long size(OpenLog log) throws IOException {
        return log instanceof CompressedLog compressed
                ? compressed.measured()
                : log.stat().size();
    }

    @Override
    public FileStat stat() throws IOException {
        return file.stat();
    }

    @Override
    public int read(ByteBuffer into, long from) throws IOException {
        if (!advance(from)) {
            return -1;
        }
        int length = into.remaining();
        int done = 0;
        byte[] bytes = into.hasArray() ? into.array() : new byte[length];
        int offset = into.hasArray() ? into.arrayOffset() + into.position() : 0;
        while (done < length) {
            int count = stream.read(bytes, offset + done, length - done);
            if (count < 0) {
                break;
            }
            done += count;
        }
        position += done;
        if (into.hasArray()) {
            into.position(into.position() + done);
        } else {
            into.put(bytes, 0, done);
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    @Override
    public void close() {
        closeStream();
        file.close();
    }

    /** Frees what the decompressor holds outside the heap. */
    private void closeStream() {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException ignored) {
            // Nothing was written, so nothing is lost by a close that fails.
        }
    }

    private long measured() throws IOException {
        byte[] sink = new byte[BUFFER];
        advance(position);
        for (int count = stream.read(sink); count >= 0; count = stream.read(sink)) {
            position += count;
        }
        return position;
    }

    /** False if the content ends before. */
    private boolean advance(long to) throws IOException {
        if (stream == null || to < position) {
            closeStream();
            position = 0;
            stream = decompressing();
        }
        while (position < to) {
            long skipped = stream.skip(to - position);
            if (skipped <= 0) {
                if (stream.read() < 0) {
                    return false;
                }
                skipped = 1;
            }
            position += skipped;
        }
        return true;
    }

    private InputStream decompressing() throws IOException {
        InputStream raw = new BufferedInputStream(new Positioned(file), BUFFER);
        if (form == Form.GZIP) {
            return new GZIPInputStream(raw, BUFFER);
        }
        return new ZstdInputStream(raw);
    }

    private static final class Positioned extends InputStream {
        private final OpenLog file;
        private long position;

        Positioned(OpenLog file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = file.read(ByteBuffer.wrap(into, from, length), position);
            position += Math.max(0, count);
            return count;
        }

        /** Some decompressors ask whether another member follows. */
        @Override
        public int available() throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, Math.max(0, file.stat().size() - position));
        }
    }
}
