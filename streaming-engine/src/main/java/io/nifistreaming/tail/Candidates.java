package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Judges names that match and that nobody tracks: new files, copies, links, and what is not to be told yet. */
final class Candidates {
    /** A file as it was seen first in its present size and age. */
    private record Seen(FileStat stat, long sinceMillis, long lookedMillis) {}

    private final TailContext context;
    private final TrackedFiles tracked;
    private final Successors successors;
    private final Troubles troubles;
    /** By inode, since a rotation may give a file another name with each look. */
    private final Map<Inode, Seen> seen = new HashMap<>();
    /** Rotated files that no pattern matches and that are still to be judged, with the names they had. */
    private final Map<Path, Path> rotated = new LinkedHashMap<>();

    private final LogNames names;
    private final Undecided undecided;
    /** What was not looked at in the last round is there no more. */
    private long roundMillis;

    private boolean first;
    /** Whether what was judged last could not be told yet. */
    private boolean isUndecided;
    /** When what was judged last was written; the least number where nobody knows. */
    private long modifiedMillis;

    /** @param first whether this is the very first start, for files that are to begin at their end */
    Candidates(TailContext context, TrackedFiles tracked, Successors successors, boolean first) {
        this.context = context;
        this.tracked = tracked;
        this.successors = successors;
        this.troubles = new Troubles(context.listener());
        this.first = first;
        this.names = new LogNames(context.plan());
        this.undecided = new Undecided(context.times().rotationLinger().toMillis());
    }

    Undecided undecided() {
        return undecided;
    }

    /** Forgets what is there no more, among all names, and what is tracked meanwhile. */
    void retain(Supplier<Collection<Path>> names) {
        if (!undecided.isEmpty() || !successors.twins().isEmpty()) {
            Set<Path> now = new HashSet<>(names.get());
            now.removeIf(path -> tracked.at(path).isPresent());
            undecided.retain(now::contains);
            successors.twins().retain(now);
        }
    }

    /** Tells of contents that are new, one after the other, since the next may be a copy of it. */
    void judge(Collection<Path> matched, long nowMillis, Consumer<Found> discovered) {
        seen.values().removeIf(one -> one.lookedMillis() != roundMillis);
        roundMillis = nowMillis;
        for (Path path : matched) {
            if (tracked.at(path).isEmpty()) {
                judge(path, nowMillis).ifPresent(discovered);
            }
        }
        first = false;
    }

    /**
     * Tells of files that were written and rotated away between two looks, so that nobody saw them under their own
     * name. What is older than the state was left alone at the first start, and stays so.
     */
    void judgeRotated(Map<Path, Path> listed, Instant since, long nowMillis, Consumer<Found> discovered) {
        rotated.putAll(listed);
        for (Path path : oldestFirst(since)) {
            isUndecided = false;
            Optional<Found> found = tracked.at(path).isEmpty() ? judge(path, nowMillis) : Optional.empty();
            if (found.isPresent()) {
                // It stays in the list until it is tracked for good: what nobody confirms is to be found again.
                discovered.accept(found.get().rotatedFrom(rotated.get(path)));
            } else if (!isUndecided) {
                rotated.remove(path);
            }
        }
    }

    /** Those that were written since then; the others are forgotten. */
    private List<Path> oldestFirst(Instant since) {
        Map<Path, Long> times = new HashMap<>();
        for (Path path : List.copyOf(rotated.keySet())) {
            try {
                times.put(path, context.files().stat(path).modifiedMillis());
            } catch (IOException gone) {
                times.put(path, Long.MIN_VALUE);
            }
        }
        rotated.keySet().removeIf(path -> times.get(path) <= since.toEpochMilli());
        List<Path> sorted = new ArrayList<>(rotated.keySet());
        sorted.sort(Comparator.comparing(times::get));
        return sorted;
    }

    private Optional<Found> judge(Path path, long nowMillis) {
        isUndecided = false;
        modifiedMillis = Long.MIN_VALUE;
        Optional<Found> found = judged(path, nowMillis);
        if (isUndecided && !isInTheMaking(path)) {
            undecided.add(path, names.log(path), modifiedMillis, nowMillis);
        } else {
            undecided.remove(path);
        }
        return found;
    }

    /** Whether it is made of a file that is tracked itself, so that nothing in it is older than what is read anyway. */
    private boolean isInTheMaking(Path path) {
        Path source = path.resolveSibling(Form.stripped(path));
        Optional<TailedFile> there = tracked.at(source);
        if (source.equals(path) || there.isPresent()) {
            return !source.equals(path) && there.get().place.written().millis() <= modifiedMillis;
        }
        return tracked.kin(path).stream()
                .anyMatch(file -> file.place.state() == Place.State.MISSING
                        && file.place.path().equals(source)
                        && file.place.written().millis() == modifiedMillis);
    }

    private Optional<Found> judged(Path path, long nowMillis) {
        try {
            FileStat stat = context.files().stat(path);
            modifiedMillis = stat.modifiedMillis();
            if (stat.kind() == FileStat.Kind.LINK) {
                return linked(path, nowMillis);
            }
            if (!stat.isFile() || stat.size() == 0 || isForeign(path)) {
                return Optional.empty();
            }
            Optional<TailedFile> holder = tracked.with(stat);
            if (holder.isPresent()) {
                holder.get().nextLookMillis = Long.MIN_VALUE;
                return Optional.empty();
            }
            isUndecided = !settled(path, stat, nowMillis);
            Optional<Found> found = isUndecided ? Optional.empty() : discover(path, stat, nowMillis);
            troubles.ended(path);
            return found;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            isUndecided = true;
            troubles.started(
                    path,
                    "File " + path + " can't be read (" + e + "): check its permissions. It is tried "
                            + "again, and read from its beginning.");
            return Optional.empty();
        }
    }

    /** Told once for its directory, which may be full of them. */
    private boolean isForeign(Path path) {
        boolean foreign = Form.isForeign(path);
        if (foreign) {
            troubles.started(
                    path.getParent(),
                    "Files in " + path.getParent() + ", such as " + path.getFileName() + ", are compressed in a form"
                            + " that can't be read, so what is in them is not delivered: let rotation use gzip or zstd,"
                            + " or exclude them.");
        }
        return foreign;
    }

    /** A link is read only if that is allowed, and then as the file that it leads to, which must lie below a root. */
    private Optional<Found> linked(Path link, long nowMillis) throws IOException {
        Path real = context.plan().followLinks() ? context.files().real(link) : link;
        if (real.equals(link) || !isInside(real)) {
            troubles.started(
                    link,
                    "Symbolic link " + link + " is not followed: name the directory that it leads to, or "
                            + "allow links within the directories that are watched.");
            return Optional.empty();
        }
        return tracked.at(real).isEmpty() ? judge(real, nowMillis) : Optional.empty();
    }

    /** The directories may be reached by links themselves. */
    private boolean isInside(Path real) throws IOException {
        for (TailRoot root : context.plan().roots()) {
            if (real.startsWith(context.files().real(root.base()))) {
                return true;
            }
        }
        return false;
    }

    private boolean settled(Path path, FileStat stat, long nowMillis) {
        Inode inode = Inode.of(stat);
        Seen before = seen.get(inode);
        boolean same = before != null
                && before.stat().sameInode(stat)
                && before.stat().size() == stat.size()
                && before.stat().modifiedMillis() == stat.modifiedMillis();
        if (!same || before.sinceMillis() > nowMillis) {
            before = new Seen(stat, nowMillis, nowMillis);
        }
        seen.put(inode, new Seen(stat, before.sinceMillis(), nowMillis));
        boolean waits = context.plan().isSpool() || Form.of(path) != Form.PLAIN;
        return !waits
                || nowMillis - before.sinceMillis() >= context.times().settle().toMillis();
    }

    private Optional<Found> discover(Path path, FileStat stat, long nowMillis) throws IOException {
        Successors.Relation relation =
                context.plan().isSpool() ? Successors.Relation.STRANGER : successors.relate(path, nowMillis);
        isUndecided = relation == Successors.Relation.UNDECIDED;
        if (relation != Successors.Relation.STRANGER) {
            return Optional.empty();
        }
        if (tracked.size() >= context.plan().mostFiles() && !tracked.forgetOne()) {
            isUndecided = true;
            Path root = context.plan().roots().get(0).base();
            troubles.started(
                    root,
                    "More than " + context.plan().mostFiles() + " files are tracked, and " + path
                            + " is not read: narrow the patterns, or raise the number of files.");
            return Optional.empty();
        }
        try (OpenLog log = CompressedLog.open(context.files(), path, Form.of(path))) {
            FileStat opened = log.stat();
            if (!opened.sameInode(stat)) {
                isUndecided = true;
                return Optional.empty();
            }
            long size = CompressedLog.size(log);
            if (size == 0) {
                return Optional.empty();
            }
            seen.remove(Inode.of(stat));
            byte[] beginning = Fingerprinter.beginning(log, size, Fingerprint.MOST);
            FileIdentity identity = identity(path, opened, Fingerprint.of(beginning), nowMillis);
            // An open file may have grown since, and tells how old it was when it was opened.
            long then = log instanceof CompressedLog ? size : stat.size();
            Place place = Place.firstSeen(path, opened, size, nowMillis).told(then, stat.modifiedMillis());
            return Optional.of(new Found(new Checkpoint(identity, place, start(log, size)), beginning));
        }
    }

    /** What is in a file that was truncated is the next generation of what was in it. */
    private FileIdentity identity(Path path, FileStat stat, Fingerprint fingerprint, long nowMillis) {
        FileIdentity fresh = FileIdentity.firstSeen(stat, fingerprint, nowMillis);
        for (TailedFile file : tracked.named(path)) {
            if (!file.place.isInode(stat) && file.identity.isOfFile(stat)) {
                return file.identity.turned(tracked.nextGeneration(file.identity.id()), fingerprint);
            }
        }
        FileIdentity unique = fresh;
        for (int copy = 1; tracked.hasId(unique.id()); copy++) {
            unique = fresh.renamed(copy);
        }
        return unique;
    }

    private Position start(OpenLog log, long size) throws IOException {
        if (!first
                || context.plan().start() == TailPlan.Start.BEGINNING
                || context.plan().isSpool()) {
            return Position.START;
        }
        return new Position(size, Fingerprinter.tailHash(log, size));
    }
}
