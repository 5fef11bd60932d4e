package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Judges names that match and that nobody tracks: new files, copies, links, and what is not to be told yet. */
final class Candidates {
    /** A file as it was seen first in its present size and age. */
    private record Seen(FileStat stat, long sinceMillis) {}

    private final TailContext context;
    private final TrackedFiles tracked;
    private final Successors successors;
    private final Troubles troubles;
    private final Map<Path, Seen> seen = new HashMap<>();
    private boolean first;

    /** @param first whether this is the very first start, for files that are to begin at their end */
    Candidates(TailContext context, TrackedFiles tracked, Successors successors, boolean first) {
        this.context = context;
        this.tracked = tracked;
        this.successors = successors;
        this.troubles = new Troubles(context.listener());
        this.first = first;
    }

    /** Tells of contents that are new, one after the other, since the next may be a copy of it. */
    void judge(Collection<Path> matched, long nowMillis, Consumer<Checkpoint> discovered) {
        if (!seen.isEmpty()) {
            seen.keySet().retainAll(new HashSet<>(matched));
        }
        for (Path path : matched) {
            if (tracked.at(path).isEmpty()) {
                judge(path, nowMillis).ifPresent(discovered);
            }
        }
        first = false;
    }

    private Optional<Checkpoint> judge(Path path, long nowMillis) {
        try {
            FileStat stat = context.files().stat(path);
            if (stat.kind() == FileStat.Kind.LINK) {
                return linked(path, nowMillis);
            }
            if (!stat.isFile() || stat.size() == 0) {
                return Optional.empty();
            }
            Optional<TailedFile> holder = tracked.with(stat);
            if (holder.isPresent()) {
                holder.get().nextLookMillis = Long.MIN_VALUE;
                return Optional.empty();
            }
            Optional<Checkpoint> found =
                    settled(path, stat, nowMillis) ? discover(path, stat, nowMillis) : Optional.empty();
            troubles.ended(path);
            return found;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            troubles.started(
                    path,
                    "File " + path + " can't be read (" + e + "): check its permissions. It is tried "
                            + "again, and read from its beginning.");
            return Optional.empty();
        }
    }

    /** A link is read only if that is allowed, and then as the file that it leads to, which must lie below a root. */
    private Optional<Checkpoint> linked(Path link, long nowMillis) throws IOException {
        Path real = context.plan().followLinks() ? context.files().real(link) : link;
        boolean inside = context.plan().roots().stream().anyMatch(root -> real.startsWith(root.base()));
        if (real.equals(link) || !inside) {
            troubles.started(
                    link,
                    "Symbolic link " + link + " is not followed: name the directory that it leads to, or "
                            + "allow links within the directories that are watched.");
            return Optional.empty();
        }
        return tracked.at(real).isEmpty() ? judge(real, nowMillis) : Optional.empty();
    }

    private boolean settled(Path path, FileStat stat, long nowMillis) {
        Seen before = seen.get(path);
        boolean same = before != null
                && before.stat().sameInode(stat)
                && before.stat().size() == stat.size()
                && before.stat().modifiedMillis() == stat.modifiedMillis();
        if (!same || before.sinceMillis() > nowMillis) {
            before = new Seen(stat, nowMillis);
            seen.put(path, before);
        }
        boolean waits = context.plan().isSpool() || Form.of(path) != Form.PLAIN;
        return !waits
                || nowMillis - before.sinceMillis() >= context.times().settle().toMillis();
    }

    private Optional<Checkpoint> discover(Path path, FileStat stat, long nowMillis) throws IOException {
        if (!context.plan().isSpool() && successors.relate(path, nowMillis) != Successors.Relation.STRANGER) {
            return Optional.empty();
        }
        if (tracked.size() >= context.plan().mostFiles()) {
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
                return Optional.empty();
            }
            seen.remove(path);
            long size = CompressedLog.size(log);
            if (size == 0) {
                return Optional.empty();
            }
            FileIdentity identity = identity(path, opened, Fingerprinter.of(log, size), nowMillis);
            return Optional.of(
                    new Checkpoint(identity, Place.firstSeen(path, opened, size, nowMillis), start(log, size)));
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
