package io.nifistreaming.tail;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;

/** Encrypts in pieces of bounded size; ends the cipher's text when it is closed. */
final class EncryptingStream extends OutputStream {
    private static final int PIECE = 64 << 10;

    private final OutputStream to;
    private final Cipher cipher;
    private byte[] encrypted = new byte[PIECE];
    private boolean failed;
    private boolean closed;

    EncryptingStream(OutputStream to, Cipher cipher) {
        this.to = to;
        this.cipher = cipher;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IOException("The encrypted content is closed already");
        }
        for (int done = 0; done < length; done += PIECE) {
            int piece = Math.min(PIECE, length - done);
            try {
                failed = true;
                room(piece);
                to.write(encrypted, 0, cipher.update(bytes, offset + done, piece, encrypted));
                failed = false;
            } catch (GeneralSecurityException e) {
                throw new IOException("Encryption failed: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }

    /** After a failed write the content isn't ended: it must not pass for a whole one. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (OutputStream closing = to) {
            if (!failed) {
                room(0);
                closing.write(encrypted, 0, cipher.doFinal(encrypted, 0));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("Encryption failed: " + e.getMessage(), e);
        }
    }

    private void room(int piece) {
        int needed = cipher.getOutputSize(piece);
        if (encrypted.length < needed) {
            encrypted = new byte[needed];
        }
    }
}
