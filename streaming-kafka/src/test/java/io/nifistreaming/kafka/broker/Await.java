package io.nifistreaming.kafka.broker;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions that some other thread or process brings about. */
public final class Await {
    private static final long PATIENCE_SECONDS = 60;

    private Await() {}

    /** Asks again and again, with short pauses; fails after a minute, naming what it waited for. */
    public static void until(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isTrue(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean isTrue(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
