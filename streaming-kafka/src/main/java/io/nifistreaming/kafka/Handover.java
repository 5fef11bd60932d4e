package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Ranges on their way into a caller's session, and the answer to whose they are when a partition is taken away in
 * between: until the caller {@linkplain #seal seals} it, the group may take it back; afterwards the group waits for
 * what becomes of the session. Safe for many threads.
 */
public final class Handover {
    private final List<RecordRange> ranges;
    private State state = State.OPEN;

    enum State {
        /** Being written. */
        OPEN,
        /** Being committed by the caller. */
        SEALED,
        /** The caller's commit succeeded. */
        CONFIRMED,
        /** The caller gave it back. */
        RELEASED,
        /** Taken back before it was sealed. */
        REVOKED
    }

    Handover(List<RecordRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** One range for each of some partitions. */
    public List<RecordRange> ranges() {
        return ranges;
    }

    /**
     * To be asked right before the caller commits.
     *
     * @return whether it may: if not, somebody else reads these ranges, and the caller has to roll back
     */
    public synchronized boolean seal() {
        if (state == State.OPEN) {
            state = State.SEALED;
        }
        return state == State.SEALED;
    }

    /** Takes it back, if that is still possible. */
    synchronized boolean revoke() {
        if (state == State.OPEN) {
            state = State.REVOKED;
        }
        return state == State.REVOKED;
    }

    synchronized void settle(State end) {
        if (state == State.OPEN || state == State.SEALED) {
            state = end;
            notifyAll();
        }
    }

    synchronized State state() {
        return state;
    }

    /** Waits until the caller's commit has an end; in vain if that takes too long. */
    synchronized void awaitEnd(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (state == State.SEALED) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    Set<TopicPartition> partitions() {
        return ranges.stream().map(RecordRange::partition).collect(Collectors.toSet());
    }
}
