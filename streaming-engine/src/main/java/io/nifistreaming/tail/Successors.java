package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

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
                    && tracked.with(stat).filter(other -> other != file).isEmpty();
            Optional<Fingerprint> beginning = hopeful ? beginning(log, file, path) : Optional.empty();
            if (beginning.isEmpty()) {
                return false;
            }
            Checkpoint known = new Checkpoint(file.identity.grown(beginning.get()), file.place, file.confirmed);
            Form form = Form.of(path);
            Evidence early = Evidence.of(log, form == Form.PLAIN ? stat.size() : Long.MAX_VALUE, known);
            long size = CompressedLog.size(log);
            if (isShrunk(file) && size != beginning.get().length()) {
                return false;
            }
            if (!RotationDetector.isCopy(
                    known, file.kin.degree(path), new Evidence(size, early.begins(), early.continues()))) {
                return false;
            }
            file.identity = known.identity();
            take(file, path, stat, size, nowMillis);
            return true;
        } catch (IOException e) {
            if (Form.of(path) != Form.PLAIN && file.isUnread()) {
                file.suspected = LossReport.Cause.SUCCESSOR_UNREADABLE;
            }
            return false;
        }
    }

    /**
     * What the file begins with, if the content does; less than its fingerprint where a copy was made of it when it was
     * that short.
     */
    private static Optional<Fingerprint> beginning(OpenLog log, TailedFile file, Path path) throws IOException {
        Fingerprint known = file.identity.fingerprint();
        byte[] there = Fingerprinter.read(log, 0, known.length());
        Fingerprint found = Fingerprint.of(there);
        if (there.length == known.length()) {
            return found.equals(known) ? Optional.of(found) : Optional.empty();
        }
        boolean same = file.kin.degree(path) == Kin.Degree.DERIVED
                && there.length > 0
                && there.length <= file.beginning.length
                && Arrays.equals(there, Arrays.copyOf(file.beginning, there.length));
        return same ? Optional.of(found) : Optional.empty();
    }

    /** Whether less is known of it than was delivered, since a shorter copy took its place: no other begins alike. */
    private static boolean isShrunk(TailedFile file) {
        return file.identity.fingerprint().length() < Math.min(Fingerprint.MOST, file.confirmed.offset());
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
        if (tracked.at(there.path()).filter(other -> other != file).isPresent()) {
            // While the loss was reported, the copy was overwritten with another content, which was found there.
            tracked.place(file, file.place.grown(there.lastSize(), there.changedMillis()));
            return;
        }
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
