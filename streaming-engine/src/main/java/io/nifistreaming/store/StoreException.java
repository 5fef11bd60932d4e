package io.nifistreaming.store;

/** The store can't do its work: broken files, a full disk, a directory in use. The message says what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as an operator must act differently. */
    public enum Kind {
        /** Another process, or another component, holds the directory. */
        IN_USE,
        /** The files are damaged: remove the directory to start afresh. */
        CORRUPT,
        /** The directory can't be created, read or written, or the disk is full. */
        UNUSABLE
    }

    private final Kind kind;

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
