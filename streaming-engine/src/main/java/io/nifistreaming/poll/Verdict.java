package io.nifistreaming.poll;

import java.time.Duration;

/** What an answer means for its request. */
sealed interface Verdict {
    /** A page to extract from. */
    record Good() implements Verdict {}

    /** 304: as it was. */
    record Unchanged() implements Verdict {}

    /**
     * The peer, or the way to it, asks for time.
     *
     * @param pause what the peer asked for, capped; zero leaves it to the back-off
     */
    record Throttled(Duration pause, String reason) implements Verdict {}

    /** Failed, and may succeed later. */
    record Transient(String message) implements Verdict {}

    /** Will fail the same way again. */
    record Hopeless(RejectKind kind, String message) implements Verdict {}
}
