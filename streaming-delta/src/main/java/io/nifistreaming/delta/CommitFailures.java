package io.nifistreaming.delta;

import io.delta.standalone.exceptions.ConcurrentTransactionException;
import io.delta.standalone.exceptions.DeltaConcurrentModificationException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The only place that judges what the library throws. */
final class CommitFailures {
    /** What a failure leaves to do. */
    enum Kind {
        /** Nothing was committed; another attempt reads the log anew and may succeed. */
        CONFLICT,
        /** It may have been committed. */
        UNKNOWN,
        /** No attempt will succeed. */
        FATAL
    }

    private CommitFailures() {}

    /** "Committed already" is a kind of "concurrent modification" to the library, so the child is told first. */
    static Kind of(Throwable failure) {
        if (failure instanceof ConcurrentTransactionException
                || failure instanceof DeltaConcurrentModificationException) {
            return Kind.CONFLICT;
        }
        boolean disk = failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure.getCause() instanceof IOException;
        return disk ? Kind.UNKNOWN : Kind.FATAL;
    }

    /** Whether the table asks for more than the library knows, which throws it from a class that is not to be named. */
    static boolean isOfProtocol(Throwable failure) {
        return failure.getClass().getSimpleName().equals("InvalidProtocolVersionException");
    }

    /** What is thrown while a log is read. Returns an IOException, or throws what no other attempt mends. */
    static IOException ofReading(String path, Exception failure) {
        if (failure instanceof IOException disk) {
            return disk;
        }
        if (failure instanceof UncheckedIOException disk) {
            return disk.getCause();
        }
        if (failure instanceof IllegalStateException && isOfLibrary(failure)) {
            String message = String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
            return new IOException("The log of " + path + " is broken: " + message, failure);
        }
        throw fatal(failure);
    }

    private static boolean isOfLibrary(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("io.delta.");
    }

    static RuntimeException fatal(Exception failure) {
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
