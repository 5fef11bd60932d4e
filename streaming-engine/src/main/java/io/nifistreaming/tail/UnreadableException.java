package io.nifistreaming.tail;

import java.io.IOException;

/** The log can't be read, as against the sink, which can't be written. */
final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(IOException cause) {
        super(cause);
    }

    @Override
    public synchronized IOException getCause() {
        return (IOException) super.getCause();
    }
}
