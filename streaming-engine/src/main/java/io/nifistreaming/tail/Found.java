package io.nifistreaming.tail;

/**
 * A content that was seen for the first time.
 *
 * @param beginning the bytes that its fingerprint is of
 */
record Found(Checkpoint checkpoint, byte[] beginning) {
    /** It lies under another name than it was written under. */
    Found rotatedFrom(java.nio.file.Path original) {
        Checkpoint rotated =
                new Checkpoint(checkpoint.identity(), checkpoint.place().rotatedFrom(original), checkpoint.position());
        return new Found(rotated, beginning);
    }
}
