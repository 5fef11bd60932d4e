package io.nifistreaming.delta;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;

/**
 * Data files that this process has begun lately, or is about to restore, and of which no version may tell yet: a vacuum
 * beside it must leave them alone, however old they seem.
 */
final class StagedFiles {
    /** So many writers' files are never open at the same time. */
    private static final int MOST = 20_000;

    private static final Set<String> STAGED =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST;
                }
            }));

    private static final Set<String> RESTORED = ConcurrentHashMap.newKeySet();

    private StagedFiles() {}

    /** Files of an older version, which the next one is to have again. */
    static void restore(Path file) {
        RESTORED.add(name(file));
    }

    /** They are part of a version again, or it has come to nothing. */
    static void restored(Path file) {
        RESTORED.remove(name(file));
    }

    static boolean isRestored(Path file) {
        return RESTORED.contains(name(file));
    }

    static void begin(Path file) {
        STAGED.add(name(file));
    }

    /** It is part of a version, or deleted. */
    static void end(Path file) {
        STAGED.remove(name(file));
    }

    static boolean contains(Path file) {
        return STAGED.contains(name(file));
    }

    /** Names of data files hold a UUID, and paths have many forms. */
    private static String name(Path file) {
        return file.getName();
    }
}
