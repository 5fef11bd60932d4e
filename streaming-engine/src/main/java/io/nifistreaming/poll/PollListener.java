package io.nifistreaming.poll;

import java.time.Duration;

/**
 * Hears what goes on, for counters and bulletins. Called from the collecting thread; must be quick.
 *
 * <p>Troubles begin and end once, however many polls they spoil: a host's after some good answers, a target's with its
 * next good poll.
 */
public interface PollListener {
    /** An answer came, of whatever status. */
    default void answered(String host, int status, long bytes, Duration took) {}

    /** A request brought no answer. */
    default void unanswered(String host, Duration took) {}

    /**
     * Trouble began.
     *
     * @param about {@code host shop.example:443} or {@code target name}
     * @param message problem, cause and remedy; no secret
     */
    default void troubleStarted(String about, String message) {}

    /** Trouble is over. */
    default void troubleEnded(String about) {}

    static PollListener none() {
        return new PollListener() {};
    }
}
