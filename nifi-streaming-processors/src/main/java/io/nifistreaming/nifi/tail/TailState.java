package io.nifistreaming.nifi.tail;

import io.nifistreaming.nifi.StateWrites;
import io.nifistreaming.tail.Checkpoints;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.components.state.StateManager;

/**
 * The checkpoints in NiFi's state. NiFi writes all of it at each save, so what is large is saved less often: a crash
 * then makes more be read again, which its origin recognises.
 */
final class TailState {
    private static final int SMALL = 64 << 10;
    private static final Duration BETWEEN_LARGE = Duration.ofSeconds(1);

    private final StateWrites writes;
    private Checkpoints saved;
    private Map<String, String> encoded = Map.of();
    private Instant savedAt = Instant.MIN;
    private int size;

    TailState(StateWrites writes, Checkpoints saved) {
        this.writes = writes;
        this.saved = saved;
    }

    static Checkpoints load(StateManager manager) throws IOException {
        return Checkpoints.decode(manager.getState(Scope.LOCAL).toMap());
    }

    /** Saves, unless the same is saved already. */
    void save(Checkpoints checkpoints, Instant now) throws IOException {
        if (checkpoints.equals(saved)) {
            return;
        }
        Map<String, String> state = checkpoints.encode(saved, encoded);
        try {
            writes.write(state);
        } catch (IOException failed) {
            // NiFi words the same trouble in many ways, and it is one bulletin.
            throw new IOException(
                    "NiFi's state can't be written: check the space for it, and its provider. Tried again every minute"
                            + " at least",
                    failed);
        }
        saved = checkpoints;
        encoded = state;
        savedAt = now;
        size = state.values().stream().mapToInt(String::length).sum();
    }

    /** Saves for the last time, also if that failed lately. */
    void saveAtEnd(Checkpoints checkpoints) throws IOException {
        if (!checkpoints.equals(saved)) {
            writes.writeNow(checkpoints.encode());
        }
    }

    /** Whether a save that could wait is due. */
    boolean isDue(Instant now) {
        return size < SMALL || !now.isBefore(savedAt.plus(BETWEEN_LARGE));
    }
}
