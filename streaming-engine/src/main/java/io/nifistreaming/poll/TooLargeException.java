package io.nifistreaming.poll;

import java.io.IOException;

/** A body grew beyond its bound. Never leaves {@link JdkHttpExchange}. */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(int limit) {
        super("larger than " + limit + " bytes");
    }
}
