package io.nifistreaming.sandbox.api;

/**
 * A peer refused a request, or could not be reached. The message names the request and carries what the peer said,
 * shortened; it never carries what was sent, so no password or token can end up in it.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Status of an exception that stands for "no answer at all". */
    public static final int NO_ANSWER = 0;

    private final int status;

    public ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    public ApiException(String message, Throwable cause) {
        super(message, cause);
        this.status = NO_ANSWER;
    }

    /** The HTTP status, or {@link #NO_ANSWER}. */
    public int status() {
        return status;
    }
}
