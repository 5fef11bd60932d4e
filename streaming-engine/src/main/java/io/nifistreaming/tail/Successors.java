package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;

/** Recognises copies and compressed successors by their content. */
final class Successors {
    /** What another file is to those that are tracked. */
    enum Relation {
        /** None: it is a content of its own. */
        STRANGER,
        /** The content of a file that was missing or gone; it is read there from now on. */
        TAKEN_OVER,
        /** A copy of what is there, or in the making; nothing is to be read of it. */
        COPY,
        /** Not to be told yet. */
        UNDECIDED
    }

    private final TailContext context;
    private final TrackedFiles tracked;

    Successors(TailContext context, TrackedFiles tracked) {
        this.context = context;
        this.tracked = tracked;
    }

    /** Looks for the content of a missing file among names that no other file has. */
    boolean find(TailedFile missing, Collection<Path> names, long nowMillis) {
        for (Path path : names) {
            if (missing.kin.degree(path) != Kin.Degree.NONE
                    && tracked.at(path).isEmpty()
                    && takeOver(missing, path, nowMillis)) {
                return true;
            }
        }
        return false;
    }

    /** What a file that nobody tracks is to those that are. */
    Relation relate(Path path, long nowMillis) {
        Relation relation = Relation.STRANGER;
        for (TailedFile file : tracked.kin(path)) {
            Place.State state = file.place.state();
            if (file.identity.fingerprint().length() == 0 || state == Place.State.QUARANTINED) {
                continue;
            }
            if (state == Place.State.MISSING || state == Place.State.GONE) {
                if (takeOver(file, path, nowMillis)) {
                    return Relation.TAKEN_OVER;
                }
            } else if (relation == Relation.STRANGER) {
                relation = toLiving(file, path);
            }
        }
        return relation;
    }

    private boolean takeOver(TailedFile file, Path path, long nowMillis) {
        if (file.isResting()) {
            return false;
        }
        try (OpenLog log = CompressedLog.open(context.files(), path, Form.of(path))) {
            FileStat stat = log.stat();
            boolean hopeful = stat.isFile()
                    && stat.size() > 0
                    && tracked.with(stat).filter(other -> other != file).isEmpty()
                    && Fingerprinter.begins(log, file.identity.fingerprint());
            if (!hopeful) {
                return false;
            }
            Form form = Form.of(path);
            Evidence early = Evidence.of(log, form == Form.PLAIN ? stat.size() : Long.MAX_VALUE, file.checkpoint());
            long size = CompressedLog.size(log);
            if (!RotationDetector.isCopy(
                    file.checkpoint(), file.kin.degree(path), new Evidence(size, early.begins(), early.continues()))) {
                return false;
            }
            take(file, path, stat, size, nowMillis);
            return true;
        } catch (IOException e) {
            if (Form.of(path) != Form.PLAIN && file.isUnread()) {
                file.suspected = LossReport.Cause.SUCCESSOR_UNREADABLE;
            }
            return false;
        }
    }

    private void take(TailedFile file, Path path, FileStat stat, long size, long nowMillis) {
        Place there = file.place.at(path, stat, size, nowMillis);
        boolean reported = file.place.state() == Place.State.GONE;
        if (size < file.place.lastSize() && !reported && file.read.offset() < file.place.lastSize()) {
            long first = Math.max(size, file.read.offset());
            file.lossDue = new TailedFile.LossDue(first, LossReport.Cause.COPY_TOO_SHORT, () -> settle(file, there));
            return;
        }
        settle(file, there);
    }

    private void settle(TailedFile file, Place there) {
        context.handles().close(file);
        tracked.place(file, there);
        file.unverified = false;
        file.nextLookMillis = Long.MIN_VALUE;
        file.looked = null;
        context.listener().rotated(file.checkpoint());
    }

    /** A file that holds nothing but what a tracked one holds is a copy of it, made for a truncation to come. */
    private Relation toLiving(TailedFile file, Path path) {
        try (OpenLog log = CompressedLog.open(context.files(), path, Form.of(path));
                OpenLog own = CompressedLog.open(context.files(), file.place.path(), file.place.form())) {
            byte[] beginning = Fingerprinter.read(log, 0, Fingerprint.MOST);
            byte[] ours = Fingerprinter.read(own, 0, beginning.length);
            if (beginning.length > 0 && Arrays.equals(beginning, ours) && convincing(file, path, beginning.length)) {
                long size = CompressedLog.size(log);
                return sameEnd(log, own, size) ? Relation.COPY : Relation.STRANGER;
            }
            Fingerprint known = file.identity.fingerprint();
            boolean suspicious = beginning.length >= known.length()
                    && Fingerprinter.hash(beginning, 0, known.length()) == known.hash()
                    && !Evidence.of(own, file.checkpoint()).continues();
            return suspicious ? Relation.UNDECIDED : Relation.STRANGER;
        } catch (IOException e) {
            return Relation.UNDECIDED;
        }
    }

    private static boolean convincing(TailedFile file, Path path, int length) {
        return file.kin.degree(path) == Kin.Degree.DERIVED || length >= Fingerprinter.TAIL;
    }

    private static boolean sameEnd(OpenLog log, OpenLog own, long size) throws IOException {
        int length = (int) Math.min(Fingerprinter.TAIL, size);
        byte[] end = Fingerprinter.read(log, size - length, length);
        return Arrays.equals(end, Fingerprinter.read(own, size - length, length));
    }
}
