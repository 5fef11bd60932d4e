package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Knows which names there are below the roots, at little cost: a directory is listed when it changed, or after a while
 * (network file systems tell changes late).
 */
final class FileFinder {
    /** A change this soon after a listing may bear the time of the listing. */
    private static final long SAME_TIME_MILLIS = 2_000;

    private final LogFiles files;
    private final TailPlan plan;
    private final Map<Path, Directory> directories = new LinkedHashMap<>();
    private final Troubles troubles;
    private final Map<TailRoot, TailRoot.Matcher> matchers = new LinkedHashMap<>();
    private long lookedMillis = Long.MIN_VALUE;
    private final Predicate<Path> completed;
    private boolean stale = true;

    FileFinder(LogFiles files, TailPlan plan, TailListener listener) {
        this.files = files;
        this.plan = plan;
        this.troubles = new Troubles(listener);
        this.completed = Spool.completed(plan);
        plan.roots().forEach(root -> matchers.put(root, root.matcher()));
    }

    /** Looks again at the next refresh, however recent the last look. */
    void distrust() {
        stale = true;
    }

    /** Looks at the directories if it is time to. */
    boolean refresh(Instant now) {
        long millis = now.toEpochMilli();
        boolean due = stale
                || millis < lookedMillis
                || millis - lookedMillis >= plan.times().look().toMillis();
        if (!due) {
            return false;
        }
        boolean everything = stale;
        stale = false;
        lookedMillis = millis;
        Set<Path> reached = new HashSet<>();
        for (TailRoot root : plan.roots()) {
            walk(root, matchers.get(root), new Round(everything, millis, reached));
        }
        directories.keySet().retainAll(reached);
        return true;
    }

    /** Names that the patterns match. */
    Collection<Path> matched() {
        List<Path> matched = new ArrayList<>();
        for (Directory directory : directories.values()) {
            matched.addAll(directory.matched);
        }
        return matched;
    }

    /**
     * Names in directories that were listed just now which no pattern matches, and which rotation made of one that a
     * pattern matches, each with that.
     */
    Map<Path, Path> rotated() {
        Map<Path, Path> rotated = new LinkedHashMap<>();
        for (Directory directory : directories.values()) {
            if (directory.listed == lookedMillis) {
                rotated.putAll(directory.rotated);
            }
        }
        matched().forEach(rotated::remove);
        return rotated;
    }

    /** All names but those of directories. */
    Collection<Path> all() {
        List<Path> all = new ArrayList<>();
        for (Directory directory : directories.values()) {
            all.addAll(directory.files);
        }
        return all;
    }

    private void walk(TailRoot root, TailRoot.Matcher matcher, Round round) {
        Deque<Path> open = new ArrayDeque<>();
        open.add(root.base());
        while (!open.isEmpty()) {
            Path path = open.poll();
            Directory directory = directories.computeIfAbsent(path, key -> new Directory());
            if (round.reached.add(path)) {
                relist(path, directory, round);
            }
            directory.match(matcher);
            directory.below.stream().filter(root::names).forEach(this::tellOfDirectory);
            if (root.recursive()) {
                open.addAll(directory.below);
            }
        }
    }

    private void tellOfDirectory(Path named) {
        troubles.started(
                named,
                "Pattern " + named + " names a directory, so nothing of it is read: add which files in it to read, such"
                        + " as " + named + "/*.log");
    }

    private void relist(Path path, Directory directory, Round round) {
        long millis = round.millis;
        try {
            long modified = files.stat(path).modifiedMillis();
            boolean same = !round.everything
                    && modified == directory.modified
                    && modified < directory.listed - SAME_TIME_MILLIS
                    && millis >= directory.listed
                    && millis - directory.listed < plan.times().relist().toMillis();
            if (!same) {
                directory.take(files.list(path), modified, millis);
            }
            troubles.ended(path);
        } catch (NoSuchFileException e) {
            directory.take(List.of(), -1, millis);
            troubles.started(
                    path,
                    "Directory " + path + " doesn't exist: create it, or correct the path. It is looked "
                            + "for meanwhile.");
        } catch (IOException e) {
            troubles.started(
                    path,
                    "Directory " + path + " can't be listed (" + e + "): check its permissions. What was "
                            + "found in it before is read meanwhile.");
        }
    }

    private final class Directory {
        private List<Path> files = List.of();
        private List<Path> below = List.of();
        private Set<Path> matched = Set.of();
        private Map<Path, Path> rotated = Map.of();
        private final Set<TailRoot.Matcher> matchedBy = new HashSet<>();
        private long modified = -1;
        private long listed = Long.MIN_VALUE / 2;

        void take(List<Listed> entries, long modifiedMillis, long nowMillis) {
            files = new ArrayList<>();
            below = new ArrayList<>();
            matched = new LinkedHashSet<>();
            rotated = new LinkedHashMap<>();
            for (Listed entry : entries) {
                (entry.directory() ? below : files).add(entry.path());
            }
            Collections.sort(files);
            matchedBy.clear();
            modified = modifiedMillis;
            listed = nowMillis;
        }

        /** Several roots may share a directory; their patterns add up. */
        void match(TailRoot.Matcher matcher) {
            if (matchedBy.add(matcher)) {
                for (Path file : files) {
                    if (!matcher.matches(file)) {
                        matcher.rotatedFrom(file).ifPresent(original -> rotated.put(file, original));
                    } else if (!completed.test(file)) {
                        matched.add(file);
                    }
                }
            }
        }
    }

    private record Round(boolean everything, long millis, Set<Path> reached) {}
}
