package io.nifistreaming.tail;

/**
 * How far a content was read.
 *
 * @param tail hash of the up to 256 bytes before the offset, by which content that was replaced is told
 */
public record Position(long offset, long tail) {
    static final Position START = new Position(0, Fingerprinter.emptyTail());

    public Position {
        if (offset < 0) {
            throw new IllegalArgumentException("Offset is negative: " + offset);
        }
    }
}
