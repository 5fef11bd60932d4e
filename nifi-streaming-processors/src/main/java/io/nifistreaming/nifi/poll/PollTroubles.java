package io.nifistreaming.nifi.poll;

import java.util.EnumSet;
import java.util.Set;
import org.apache.nifi.logging.ComponentLog;

/** One bulletin when something under the processor breaks, not one a trigger; a line when it works again. */
final class PollTroubles {
    /** What can break. */
    enum Trouble {
        STORE("Polling waits", "The store works again"),
        STATE_READ(
                "NiFi's state can't be read: polling waits until it can. Check the state provider and, in a cluster,"
                        + " ZooKeeper",
                "NiFi's state can be read again"),
        STATE_WRITE(
                "NiFi's state can't be written: polling goes on, and a restart would ask for everything once more."
                        + " Tried again every minute at least. Check the space for NiFi's state, its provider and, in a"
                        + " cluster, ZooKeeper",
                "NiFi's state can be written again"),
        HAND_OVER(
                "Flow files can't be handed over: they wait in the store, and come with the same numbers once they"
                        + " can. Check the space for NiFi's repositories and what the message names",
                "Flow files can be handed over again");

        private final String beginning;
        private final String end;

        Trouble(String beginning, String end) {
            this.beginning = beginning;
            this.end = end;
        }
    }

    private final ComponentLog logger;
    private final Set<Trouble> lasting = EnumSet.noneOf(Trouble.class);

    PollTroubles(ComponentLog logger) {
        this.logger = logger;
    }

    synchronized void sign(Trouble trouble, Throwable failure) {
        if (lasting.add(trouble)) {
            logger.error(trouble.beginning, failure);
        } else {
            logger.debug("Still: " + trouble.beginning, failure);
        }
    }

    synchronized void over(Trouble trouble) {
        if (lasting.remove(trouble)) {
            logger.info(trouble.end);
        }
    }

    synchronized boolean lasts(Trouble trouble) {
        return lasting.contains(trouble);
    }
}
