package io.nifistreaming.sandbox;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks for a condition until it holds, or until patience ends. The one place in the sandbox that waits. */
public final class Waiting {
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private Waiting() {}

    /**
     * Asks at once and then about five times a second.
     *
     * @return whether the condition held in time; false too when the thread is interrupted (and stays so)
     */
    public static boolean until(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
