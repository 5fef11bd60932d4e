package io.nifistreaming.tail;

import io.nifistreaming.tail.RotationDetector.Verdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at the files that are tracked, and for those that are missing. */
final class Watcher {
    private final TailContext context;
    private final TrackedFiles tracked;
    private final FileFinder finder;
    private final Successors successors;
    private final Troubles troubles;
    /** Those whose kin is to be looked at. */
    private final Deque<TailedFile> displaced = new ArrayDeque<>();

    Watcher(TailContext context, TrackedFiles tracked, FileFinder finder) {
        this.context = context;
        this.tracked = tracked;
        this.finder = finder;
        this.successors = new Successors(context, tracked);
        this.troubles = new Troubles(context.listener());
    }

    Successors successors() {
        return successors;
    }

    /** Looks at each file that it is time for; the missing ones are looked for among all names afterwards. */
    void look(long nowMillis) {
        for (TailedFile file : tracked.all()) {
            file.notAfter(nowMillis);
            boolean clockWentBack = file.nextLookMillis - nowMillis
                    > context.times().untilNextLook(nowMillis - file.place.changedMillis());
            if (isThere(file) && (nowMillis >= file.nextLookMillis || clockWentBack)) {
                look(file, nowMillis);
            }
        }
        do {
            while (!displaced.isEmpty()) {
                lookAtKin(displaced.poll(), nowMillis);
            }
            for (TailedFile file : tracked.all()) {
                if (file.unverified && file.place.isRead()) {
                    verify(file, nowMillis);
                }
            }
        } while (!displaced.isEmpty());
    }

    /** Where one left, rotation may have given the names of others to it, however seldom those are looked at. */
    private void lookAtKin(TailedFile displaced, long nowMillis) {
        for (TailedFile file : tracked.all()) {
            if (file != displaced && isThere(file) && displaced.kin.degree(file.place.path()) != Kin.Degree.NONE) {
                look(file, nowMillis);
            }
        }
    }

    private static boolean isThere(TailedFile file) {
        Place.State state = file.place.state();
        return state == Place.State.LIVE || state == Place.State.ROTATED;
    }

    /** What nobody confirmed is to be found before anything younger is read. */
    void lookAgain() {
        finder.distrust();
    }

    /** Looks for what is missing, in a listing that is newer than the news that it is missing. */
    void seek(long nowMillis) {
        Map<Inode, Path> byInode = null;
        for (TailedFile file : tracked.all().toArray(new TailedFile[0])) {
            if (file.place.state() != Place.State.MISSING || file.isResting() || file.lossDue != null) {
                continue;
            }
            if (file.place.hasInode()) {
                byInode = byInode == null ? inodes() : byInode;
                Path found = byInode.get(Inode.of(file.place));
                if (found != null && followed(file, found, nowMillis)) {
                    continue;
                }
            }
            if (!successors.find(file, finder.all(), nowMillis)) {
                giveUp(file, nowMillis);
            }
        }
    }

    /** Forgets what has been gone for long. */
    void retire(long nowMillis) {
        long retention = context.times().retention().toMillis();
        for (TailedFile file : tracked.all().toArray(new TailedFile[0])) {
            boolean gone = file.place.state() == Place.State.GONE;
            if (gone && nowMillis - file.place.changedMillis() > retention) {
                tracked.remove(file);
            }
        }
    }

    private void look(TailedFile file, long nowMillis) {
        Path path = file.place.path();
        try {
            Optional<FileStat> seen = statIfThere(path);
            troubles.ended(path);
            Verdict verdict = RotationDetector.byStat(file.place, seen);
            if (verdict == Verdict.DISPLACED) {
                displaced(file, nowMillis);
                return;
            }
            if (file.isInShorterCopy() && file.looked != null && isRewritten(file.looked, seen.orElseThrow())) {
                file.disproved = seen.orElseThrow();
            }
            if (verdict == Verdict.TRUNCATED) {
                truncated(file, nowMillis);
            } else {
                same(file, seen.orElseThrow());
            }
            file.nextLookMillis = nowMillis + context.times().untilNextLook(nowMillis - file.place.changedMillis());
        } catch (IOException e) {
            troubles.started(
                    path,
                    "File " + path + " can't be looked at (" + e + "): check the permissions of its "
                            + "directory. It is tried again at each poll.");
        }
    }

    private void same(TailedFile file, FileStat seen) {
        boolean changed = file.looked == null || isRewritten(file.looked, seen);
        boolean rewritten =
                file.looked == null ? file.place.form() == Form.PLAIN && seen.size() != file.place.lastSize() : changed;
        if (context.plan().isSpool() && rewritten) {
            changed(file);
        } else if (changed) {
            file.looked = seen;
            file.unverified = true;
        }
        if (file.place.birthMillis() == 0 && seen.birthMillis() != 0) {
            file.place = file.place.born(seen.birthMillis());
        }
    }

    private static boolean isRewritten(FileStat before, FileStat now) {
        return before.size() != now.size() || before.modifiedMillis() != now.modifiedMillis();
    }

    /** What was appended counts as seen only if what was there before is there still. */
    private void verify(TailedFile file, long nowMillis) {
        Optional<OpenLog> log = context.handles().of(file);
        if (log.isEmpty()) {
            return;
        }
        try {
            Evidence evidence = Evidence.of(log.get(), file.reading());
            file.unverified = false;
            if (RotationDetector.byContent(file.reading(), evidence) == Verdict.SAME) {
                remember(file, log.get());
                file.sees(evidence.size(), nowMillis);
                if (file.looked != null && file.place.form() == Form.PLAIN) {
                    file.place = file.place.told(file.looked.size(), file.looked.modifiedMillis());
                }
            } else {
                truncated(file, nowMillis);
            }
        } catch (IOException e) {
            context.handles().failed(file, e);
        }
    }

    private static void remember(TailedFile file, OpenLog log) throws IOException {
        int length = file.identity.fingerprint().length();
        if (file.beginning.length != length) {
            file.beginning = Fingerprinter.read(log, 0, length);
        }
    }

    /** The content has left its file: what is there now is judged as anything new is, and may be a copy itself. */
    void truncated(TailedFile file, long nowMillis) {
        if (context.plan().isSpool()) {
            changed(file);
            return;
        }
        file.suspected = LossReport.Cause.TRUNCATED_BEFORE_READ;
        context.handles().close(file);
        tracked.place(file, file.place.withoutInode());
        displaced(file, nowMillis);
    }

    private static void changed(TailedFile file) {
        file.quarantineDue =
                "File " + file.place.path() + " changed after it was picked up, so nothing of it beyond byte "
                        + file.read.offset()
                        + " is read: put only complete files into a spool, by renaming them into it, and add "
                        + "this one again under a new name.";
    }

    private void displaced(TailedFile file, long nowMillis) {
        tracked.displace(file, nowMillis);
        displaced.add(file);
        finder.distrust();
    }

    private boolean followed(TailedFile file, Path found, long nowMillis) {
        if (Form.of(found) != file.place.form()) {
            tracked.place(file, file.place.withoutInode());
            return false;
        }
        try (OpenLog log = CompressedLog.open(context.files(), found, file.place.form())) {
            FileStat stat = log.stat();
            Evidence evidence = Evidence.of(log, file.checkpoint());
            boolean same =
                    file.place.isInode(stat) && RotationDetector.byContent(file.checkpoint(), evidence) == Verdict.SAME;
            if (same) {
                attach(file, file.place.at(found, stat, evidence.size(), nowMillis));
                return true;
            }
            if (!context.handles().isOpen(file)) {
                tracked.place(file, file.place.withoutInode());
            }
            return false;
        } catch (NoSuchFileException e) {
            finder.distrust();
            return true;
        } catch (IOException e) {
            troubles.started(
                    found,
                    "File " + found + " can't be read (" + e + "): check its permissions. It has the " + "inode of "
                            + file.place.path() + ", which is missing.");
            return true;
        }
    }

    private void attach(TailedFile file, Place place) {
        tracked.place(file, place);
        file.unverified = true;
        file.nextLookMillis = Long.MIN_VALUE;
        context.listener().rotated(file.checkpoint());
    }

    private void giveUp(TailedFile file, long nowMillis) {
        long missing = nowMillis - file.missingSinceMillis;
        long linger = context.times().rotationLinger().toMillis() * (file.hasRival ? 2 : 1);
        boolean drained = !context.handles().isOpen(file) || !file.isUnread();
        if (missing < linger || !file.pending.isEmpty() || !drained) {
            return;
        }
        if (file.isUnread()) {
            file.lossDue = new TailedFile.LossDue(file.read.offset(), cause(file), () -> gone(file, nowMillis));
            tracked.place(file, file.place);
        } else {
            gone(file, nowMillis);
        }
    }

    /** A later generation tells, also after a restart, that the file was truncated. */
    private LossReport.Cause cause(TailedFile file) {
        boolean turned = tracked.nextGeneration(file.identity.id()) > file.identity.generation() + 1;
        return turned && file.suspected == LossReport.Cause.GONE_BEFORE_READ
                ? LossReport.Cause.TRUNCATED_BEFORE_READ
                : file.suspected;
    }

    private void gone(TailedFile file, long nowMillis) {
        context.handles().close(file);
        tracked.place(file, file.place.in(Place.State.GONE, nowMillis));
    }

    /** All names that no tracked file has, by inode. */
    private Map<Inode, Path> inodes() {
        Map<Inode, Path> inodes = new HashMap<>();
        for (Path path : finder.all()) {
            if (tracked.at(path).isEmpty()) {
                try {
                    FileStat stat = context.files().stat(path);
                    if (stat.isFile()) {
                        inodes.put(Inode.of(stat), path);
                    }
                } catch (IOException ignored) {
                    // It vanished or can't be looked at: then it isn't found this time.
                }
            }
        }
        return inodes;
    }

    private Optional<FileStat> statIfThere(Path path) throws IOException {
        try {
            return Optional.of(context.files().stat(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
