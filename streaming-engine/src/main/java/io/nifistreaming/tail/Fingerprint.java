package io.nifistreaming.tail;

/**
 * Tells contents apart by their beginning.
 *
 * @param length of the beginning that is hashed; grows with the file, up to {@link #MOST}
 * @param hash of it
 */
public record Fingerprint(int length, long hash) {
    public static final int MOST = 4096;
    public static final Fingerprint EMPTY = new Fingerprint(0, Fingerprinter.hash(new byte[0], 0, 0));

    public Fingerprint {
        if (length < 0 || length > MOST) {
            throw new IllegalArgumentException("A fingerprint covers 0 to " + MOST + " bytes, not " + length);
        }
    }

    static Fingerprint of(byte[] beginning) {
        return new Fingerprint(beginning.length, Fingerprinter.hash(beginning, 0, beginning.length));
    }

    public boolean isFull() {
        return length == MOST;
    }
}
