package io.nifistreaming.sandbox;

/**
 * The sandbox cannot go on, for a reason that the person at the terminal can do something about. The message says what
 * is wrong, why, and what helps; it is printed without a stack trace.
 */
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
