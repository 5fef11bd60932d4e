package io.nifistreaming.poll;

import java.io.IOException;

/** A body is not in the encoding that its header names. Never leaves {@link JdkHttpExchange}. */
final class UndecodableException extends IOException {
    private static final long serialVersionUID = 1L;

    UndecodableException(String message, Throwable cause) {
        super(message, cause);
    }
}
