package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Tells the beginning and the end of each trouble once. */
final class Troubles {
    private final TailListener listener;
    private final Set<Path> open = new HashSet<>();

    Troubles(TailListener listener) {
        this.listener = listener;
    }

    void started(Path about, String message) {
        if (open.add(about)) {
            listener.troubleStarted(about, message);
        }
    }

    boolean isOpen(Path about) {
        return open.contains(about);
    }

    void ended(Path about) {
        if (open.remove(about)) {
            listener.troubleEnded(about);
        }
    }
}
