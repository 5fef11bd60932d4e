package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.PollCursor;
import io.nifistreaming.poll.PollOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The cursors as they go into NiFi's state: one entry a target that is polled by schedule. */
final class PollCursors {
    private final Map<String, PollCursor> byTarget = new HashMap<>();
    private boolean unsaved;

    PollCursors(Iterable<TargetSpec> targets, Map<String, String> state) {
        for (TargetSpec spec : targets) {
            String name = spec.target().name();
            byTarget.put(name, PollCursor.decode(state.get(PollCursor.stateKey(name))));
        }
    }

    /** As the poller wants them: by target name. */
    Map<String, String> saved() {
        Map<String, String> saved = new TreeMap<>();
        byTarget.forEach((name, cursor) -> saved.put(name, cursor.encode()));
        return saved;
    }

    /** Takes the cursor of an outcome whose effects are safe. */
    void moved(PollOutcome outcome) {
        PollCursor before = byTarget.replace(outcome.target().name(), outcome.next());
        unsaved |= before != null && !before.sameProgress(outcome.next());
    }

    boolean isUnsaved() {
        return unsaved;
    }

    void markUnsaved() {
        unsaved = true;
    }

    /** What to put into NiFi's state; counts as saved from now on. */
    Map<String, String> toSave() {
        Map<String, String> state = new TreeMap<>();
        byTarget.forEach((name, cursor) -> state.put(PollCursor.stateKey(name), cursor.encode()));
        unsaved = false;
        return state;
    }
}
