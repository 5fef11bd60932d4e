package io.nifistreaming.delta;

/** The table uses what this product can't read or write. Its message names that, and what to do. */
public final class UnsupportedTableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedTableException(String message) {
        super(message);
    }
}
