package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.PollListener;
import org.apache.nifi.logging.ComponentLog;

/** One bulletin when trouble begins, and a line in the log when it is over. */
final class PollBulletins implements PollListener {
    private final ComponentLog logger;

    PollBulletins(ComponentLog logger) {
        this.logger = logger;
    }

    @Override
    public void troubleStarted(String about, String message) {
        logger.warn("Trouble with {}: {}", about, message);
    }

    @Override
    public void troubleEnded(String about) {
        logger.info("Trouble with {} is over", about);
    }
}
