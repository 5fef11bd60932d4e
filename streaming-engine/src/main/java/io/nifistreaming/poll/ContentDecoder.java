package io.nifistreaming.poll;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes gzip and deflate, and stops where the result outgrows its limit: a megabyte can unfold into a thousand. */
final class ContentDecoder {
    private final int limit;

    /** @param limit bytes after decompression */
    ContentDecoder(int limit) {
        this.limit = limit;
    }

    /**
     * @param encoding the value of Content-Encoding; empty or identity leaves the body alone
     * @throws TooLargeException if the result is larger than the limit
     * @throws UndecodableException if the body is cut off, or the encoding is none that we asked for
     * @throws IOException if the body is not in that encoding
     */
    byte[] decode(byte[] body, String encoding) throws IOException {
        String name = encoding.trim().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("identity")) {
            return body;
        }
        // Some servers name an encoding, and send nothing.
        if (body.length == 0) {
            return body;
        }
        InputStream packed = new ByteArrayInputStream(body);
        if (name.equals("gzip") || name.equals("x-gzip")) {
            return unpack(gzip(packed));
        }
        if (name.equals("deflate")) {
            return inflate(body, packed);
        }
        throw new UndecodableException("content encoding that was not asked for", null);
    }

    private static InputStream gzip(InputStream packed) throws IOException {
        try {
            return new GZIPInputStream(packed, 8192);
        } catch (EOFException e) {
            throw new UndecodableException("cut off in its header", e);
        }
    }

    private byte[] inflate(byte[] body, InputStream packed) throws IOException {
        // The standard means zlib's format; old servers send the raw one. A zlib header is divisible by 31.
        boolean zlib = body.length > 1 && (body[0] & 0x0F) == 8 && ((body[0] & 0xFF) << 8 | body[1] & 0xFF) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        try {
            return unpack(new InflaterInputStream(packed, inflater, 8192));
        } finally {
            inflater.end();
        }
    }

    private byte[] unpack(InputStream unpacking) throws IOException {
        try (InputStream in = unpacking) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (out.size() + read > limit) {
                    throw new TooLargeException(limit);
                }
                out.write(buffer, 0, read);
            }
            return out.toByteArray();
        } catch (EOFException e) {
            throw new UndecodableException("cut off", e);
        }
    }
}
