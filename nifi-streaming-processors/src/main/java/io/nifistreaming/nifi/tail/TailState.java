package io.nifistreaming.nifi.tail;

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

    private final StateManager manager;
    private Checkpoints saved;
    private Map<String, String> encoded = Map.of();
    private Instant savedAt = Instant.MIN;
    private int size;

    TailState(StateManager manager, Checkpoints saved) {
        this.manager = manager;
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
        manager.setState(state, Scope.LOCAL);
        saved = checkpoints;
        encoded = state;
        savedAt = now;
        size = state.values().stream().mapToInt(String::length).sum();
    }

    /** Whether a save that could wait is due. */
    boolean isDue(Instant now) {
        return size < SMALL || !now.isBefore(savedAt.plus(BETWEEN_LARGE));
    }
}
