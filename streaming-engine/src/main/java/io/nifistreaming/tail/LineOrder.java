package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets the younger files of a log wait for the older ones, so that its lines stay in order. None waits for ever: an
 * older file holds the others back only while it can be read, and only with what it held when it was found, if it is
 * written to still; and one that is not to be told yet does so for {@link TailTimes#rotationLinger()}.
 */
final class LineOrder {
    private final TailContext context;
    private final TrackedFiles tracked;
    private final Undecided undecided;
    private final LogNames names;
    private final Map<Path, TailedFile> oldest = new HashMap<>();

    LineOrder(TailContext context, TrackedFiles tracked, Undecided undecided) {
        this.context = context;
        this.tracked = tracked;
        this.undecided = undecided;
        this.names = new LogNames(context.plan());
    }

    /** Finds which file of each log is the next, before a round of turns. */
    void refresh() {
        oldest.clear();
        for (TailedFile file : tracked.all()) {
            if (holdsBack(file)) {
                oldest.merge(log(file), file, (one, other) -> other.age < one.age ? other : one);
            }
        }
    }

    boolean waits(TailedFile file, long nowMillis) {
        if (oldest.isEmpty() && undecided.isEmpty()) {
            return false;
        }
        boolean isYoungest = isYoungest(file);
        TailedFile first = oldest.get(log(file));
        if (first != null && first != file && (isYoungest || holdsBack(file))) {
            return true;
        }
        long age = isYoungest ? Long.MAX_VALUE : file.age;
        return undecided.holdsBack(log(file), age, nowMillis);
    }

    private boolean holdsBack(TailedFile file) {
        if (!file.isUnread() || file.stuck != null || context.handles().hasFailed(file)) {
            return false;
        }
        Place.State state = file.place.state();
        boolean left = state == Place.State.ROTATED || state == Place.State.MISSING;
        return left || state == Place.State.LIVE && file.read.offset() < file.backlog && !isYoungest(file);
    }

    /** Whether it has the name of the log itself, which rotation takes from the others. */
    private boolean isYoungest(TailedFile file) {
        return file.place.state() == Place.State.LIVE && file.place.path().equals(log(file));
    }

    private Path log(TailedFile file) {
        if (file.log == null) {
            file.log = names.log(file.place.name());
        }
        return file.log;
    }
}
