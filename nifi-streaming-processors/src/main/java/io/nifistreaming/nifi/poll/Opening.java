package io.nifistreaming.nifi.poll;

import io.nifistreaming.nifi.RetryPause;
import io.nifistreaming.store.StoreException;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.nifi.logging.ComponentLog;

/**
 * Opens what the processor needs, and again until it can: an error when it is scheduled would be a new bulletin every
 * few seconds. One bulletin tells of it, and a line when it is over.
 */
final class Opening {
    private final ComponentLog logger;
    private final RetryPause pause;
    private boolean failing;

    Opening(ComponentLog logger, Clock clock) {
        this.logger = logger;
        this.pause = new RetryPause(clock);
    }

    /** What was opened; null if it could not be, or was tried lately. */
    synchronized PollEngine tried(Supplier<PollEngine> opened) {
        if (!pause.isOver()) {
            return null;
        }
        try {
            PollEngine engine = opened.get();
            if (failing) {
                logger.info("Polling begins");
            }
            failing = false;
            return engine;
        } catch (StoreException | IllegalArgumentException broken) {
            pause.failed();
            if (failing) {
                logger.debug("Polling still can't begin", broken);
            } else {
                logger.error("Polling can't begin, and is tried again every minute at least", broken);
            }
            failing = true;
            return null;
        }
    }
}
