package io.nifistreaming.tail;

import io.nifistreaming.origin.SourceId;

/**
 * What a poll came to. Each is confirmed once its effect is safe, or released; in order, for one content.
 *
 * <p>An outcome that {@link #identifies()} has no effect but to be saved: confirm it, save the checkpoints, and only
 * then poll again. What was saved then recognises, after any crash, what is read later.
 */
public sealed interface TailOutcome {
    /** Which content it is about. */
    Checkpoint checkpoint();

    default SourceId source() {
        return checkpoint().identity().source();
    }

    default boolean identifies() {
        return this instanceof Discovered || this instanceof Grown || this instanceof Turned;
    }

    /** A content was seen for the first time. */
    record Discovered(Checkpoint checkpoint) implements TailOutcome {}

    /** There is more of a short content, so that it can be told apart better. */
    record Grown(Checkpoint checkpoint) implements TailOutcome {}

    /** A file was truncated or overwritten: the next generation of its content begins. */
    record Turned(Checkpoint checkpoint) implements TailOutcome {}

    /** Records were read. */
    record Batch(TailBatch batch) implements TailOutcome {
        @Override
        public Checkpoint checkpoint() {
            return batch.checkpoint();
        }
    }

    /** Bytes that were seen may have reached nobody. */
    record Lost(Checkpoint checkpoint, LossReport report) implements TailOutcome {}

    /** A file of the spool changed after it was picked up; nothing further of it is read. */
    record Quarantined(Checkpoint checkpoint, String reason) implements TailOutcome {}
}
