package io.nifistreaming.tail;

/** Lines end with LF; a CR before it stays in the text. */
public final class LfFramer extends ByteFramer {
    public LfFramer() {
        super((byte) '\n');
    }
}
