package io.nifistreaming.tail;

/**
 * Tells contents apart by their beginning.
 *
 * @param length of the beginning that is hashed; grows with the file, up to {@link #MOST}, and beyond that where other
 *     contents begin alike
 * @param hash of it
 */
public record Fingerprint(int length, long hash) {
    public static final int MOST = 4096;
    public static final int LONGEST = 16 * MOST;
    /** So many times as long is one to become where another content has the same. */
    static final int STRETCH = 4;

    public static final Fingerprint EMPTY = new Fingerprint(0, Fingerprinter.hash(new byte[0], 0, 0));

    public Fingerprint {
        if (length < 0 || length > LONGEST) {
            throw new IllegalArgumentException("A fingerprint covers 0 to " + LONGEST + " bytes, not " + length);
        }
    }

    static Fingerprint of(byte[] beginning) {
        return new Fingerprint(beginning.length, Fingerprinter.hash(beginning, 0, beginning.length));
    }
}
