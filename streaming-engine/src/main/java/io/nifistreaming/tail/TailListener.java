package io.nifistreaming.tail;

import java.nio.file.Path;

/** Hears what goes on, for counters and bulletins. Troubles begin and end once, however many polls they spoil. */
public interface TailListener {
    /**
     * Trouble began.
     *
     * @param about the file or directory
     * @param message problem, cause and remedy
     */
    default void troubleStarted(Path about, String message) {}

    /** Trouble is over. */
    default void troubleEnded(Path about) {}

    /** A content was found under another name, or in a copy. */
    default void rotated(Checkpoint to) {}

    static TailListener none() {
        return new TailListener() {};
    }
}
