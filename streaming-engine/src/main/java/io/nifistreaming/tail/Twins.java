package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells of files that count as copies of a living log for longer than a rotation takes, since none of it is read. */
final class Twins {
    private final Troubles troubles;
    private final long lingerMillis;
    private final Map<Path, Long> since = new HashMap<>();

    Twins(TailContext context) {
        this.troubles = new Troubles(context.listener());
        this.lingerMillis = context.times().rotationLinger().toMillis();
    }

    void counted(Path copy, Path source, long nowMillis) {
        if (nowMillis - since.merge(copy, nowMillis, Math::min) >= lingerMillis) {
            troubles.started(
                    copy,
                    "File " + copy + " holds nothing but what " + source + " holds, so it counts as a copy of that and "
                            + "is not read: it will be, from its beginning, once they differ. If it is a copy, exclude "
                            + "its name or keep it elsewhere.");
        }
    }

    void ended(Path copy) {
        since.remove(copy);
        troubles.ended(copy);
    }

    /** What is there no more, or is tracked, is no twin. */
    void retain(Set<Path> untracked) {
        for (Path copy : since.keySet().toArray(new Path[0])) {
            if (!untracked.contains(copy)) {
                ended(copy);
            }
        }
    }

    boolean isEmpty() {
        return since.isEmpty();
    }
}
