package io.nifistreaming.nifi.tail;

import io.nifistreaming.tail.Checkpoint;
import io.nifistreaming.tail.TailListener;
import java.nio.file.Path;
import org.apache.nifi.logging.ComponentLog;

/** One bulletin when trouble begins, and a line in the log when it is over. */
final class TailBulletins implements TailListener {
    private final ComponentLog logger;

    TailBulletins(ComponentLog logger) {
        this.logger = logger;
    }

    @Override
    public void troubleStarted(Path about, String message) {
        logger.warn("Trouble with {}: {}", about, message);
    }

    @Override
    public void troubleEnded(Path about) {
        logger.info("The trouble with {} is over", about);
    }

    @Override
    public void rotated(Checkpoint to) {
        logger.debug("{} goes on in {}", to.place().name(), to.place().path());
    }
}
