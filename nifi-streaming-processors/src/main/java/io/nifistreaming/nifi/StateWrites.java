package io.nifistreaming.nifi;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.components.state.StateManager;

/** Writes a component's state, and while NiFi can't, tries seldom. Used by one thread at a time. */
public final class StateWrites {
    private final StateManager manager;
    private final Scope scope;
    private final RetryPause pause;
    private IOException failure;

    public StateWrites(StateManager manager, Scope scope, Clock clock) {
        this.manager = manager;
        this.scope = scope;
        this.pause = new RetryPause(clock);
    }

    /** Whether a write would be tried. */
    public boolean isDue() {
        return pause.isOver();
    }

    /**
     * Writes.
     *
     * @throws IOException if that fails, or, without a try, if it failed lately
     */
    public void write(Map<String, String> state) throws IOException {
        if (!isDue()) {
            throw failure;
        }
        writeNow(state);
    }

    /** As {@link #write}, but tries in any case: there will be no other opportunity. */
    public void writeNow(Map<String, String> state) throws IOException {
        try {
            manager.setState(state, scope);
            pause.worked();
        } catch (IOException failed) {
            pause.failed();
            failure = failed;
            throw failed;
        }
    }
}
