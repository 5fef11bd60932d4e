package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Files that are not to be told yet, such as compressed ones that may be in the making: younger lines wait a while. */
final class Undecided {
    private record Waiting(Path log, long modifiedMillis, long sinceMillis) {}

    private final long mostMillis;
    private final Map<Path, Waiting> files = new HashMap<>();

    /** @param mostMillis for which one of them holds others back, whatever it is */
    Undecided(long mostMillis) {
        this.mostMillis = mostMillis;
    }

    void add(Path file, Path log, long modifiedMillis, long nowMillis) {
        files.merge(
                file,
                new Waiting(log, modifiedMillis, nowMillis),
                (before, now) -> new Waiting(log, modifiedMillis, Math.min(before.sinceMillis(), nowMillis)));
    }

    void remove(Path file) {
        files.remove(file);
    }

    void retain(Predicate<Path> stillThere) {
        files.keySet().removeIf(stillThere.negate());
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Whether lines of the log that are so old have to wait. */
    boolean holdsBack(Path log, long millis, long nowMillis) {
        for (Waiting waiting : files.values()) {
            if (waiting.log().equals(log)
                    && waiting.modifiedMillis() < millis
                    && nowMillis - waiting.sinceMillis() < mostMillis) {
                return true;
            }
        }
        return false;
    }
}
