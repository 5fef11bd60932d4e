package io.nifistreaming.tail;

import java.io.IOException;

/**
 * What a content shows of itself, set beside what is known of it.
 *
 * @param size of the content
 * @param begins whether its beginning is the known one
 * @param continues whether the bytes before the known offset are the known ones; false where it is too short
 */
record Evidence(long size, boolean begins, boolean continues) {
    static Evidence of(OpenLog log, Checkpoint known) throws IOException {
        boolean plain = known.place().form() == Form.PLAIN;
        long size = plain ? log.stat().size() : known.place().lastSize();
        return of(log, size, known);
    }

    static Evidence of(OpenLog log, long size, Checkpoint known) throws IOException {
        Fingerprint fingerprint = known.identity().fingerprint();
        Position position = known.position();
        boolean begins = size >= fingerprint.length() && Fingerprinter.begins(log, fingerprint);
        boolean continues = begins
                && size >= position.offset()
                && Fingerprinter.tailHash(log, position.offset()) == position.tail();
        return new Evidence(size, begins, continues);
    }
}
