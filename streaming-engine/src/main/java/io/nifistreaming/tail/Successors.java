package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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

    /**
     * A file that may take the place of a content that is missing or gone.
     *
     * @param identity with what is known of the beginning, which is less where the file is that short
     * @param continues whether it reaches as far as was delivered
     */
    private record Successor(
            TailedFile file, Path path, FileStat stat, long size, FileIdentity identity, boolean continues) {
        /** What continues the content is certain; of what ends earlier the last that was written is the most likely. */
        boolean isBetterThan(Successor other) {
            if (other == null || rank() != other.rank()) {
                return other == null || rank() > other.rank();
            }
            boolean longer = proof() > other.proof();
            return longer || proof() == other.proof() && stat.modifiedMillis() > other.stat.modifiedMillis();
        }

        /** How many bytes tell that it is the content. */
        private int proof() {
            return identity.fingerprint().length();
        }

        private int rank() {
            return continues ? 2 : hasAll() ? 1 : 0;
        }

        /** Whether it has what was seen last, which is less than was delivered where that was in a shorter copy. */
        boolean hasAll() {
            return continues || size == file.place.lastSize();
        }
    }

    /** So much of the ends of two files that are there is compared: lines of different logs often end alike. */
    private static final int END = 64 << 10;

    private final TailContext context;
    private final TrackedFiles tracked;
    private final Twins twins;

    Successors(TailContext context, TrackedFiles tracked) {
        this.twins = new Twins(context);
        this.context = context;
        this.tracked = tracked;
    }

    Twins twins() {
        return twins;
    }

    /** Looks for the content of a missing file among names that no other file has. */
    boolean find(TailedFile missing, Collection<Path> names, long nowMillis) {
        Successor best = null;
        missing.hasRival = false;
        for (Path path : names) {
            if (missing.kin.degree(path) != Kin.Degree.NONE && tracked.at(path).isEmpty()) {
                best = better(successor(missing, path), best);
            }
        }
        boolean isOthers = best != null && !best.continues() && isOthers(best.path(), missing);
        return !isOthers && taken(best, nowMillis);
    }

    /** Whether what may be an earlier copy of a missing content is certainly of another one. */
    private boolean isOthers(Path path, TailedFile missing) {
        for (TailedFile file : tracked.kin(path)) {
            if (file == missing || !isRecognisable(file)) {
                continue;
            }
            boolean isIts = isAway(file)
                    ? successor(file, path).filter(Successor::hasAll).isPresent()
                    : toLiving(file, path) != Relation.STRANGER;
            if (isIts) {
                return true;
            }
        }
        return false;
    }

    /** What a file that nobody tracks is to those that are. */
    Relation relate(Path path, long nowMillis) {
        List<TailedFile> living = new ArrayList<>();
        Successor best = null;
        for (TailedFile file : tracked.kin(path)) {
            if (isAway(file) && isRecognisable(file)) {
                best = better(successor(file, path), best);
            } else if (isRecognisable(file)) {
                living.add(file);
            }
        }
        best = better(returned(path), best);
        if (best != null && best.continues() && taken(best, nowMillis)) {
            return Relation.TAKEN_OVER;
        }
        for (TailedFile file : living) {
            Relation relation = toLiving(file, path);
            if (relation == Relation.COPY && file.place.state() == Place.State.LIVE) {
                twins.counted(path, file.place.path(), nowMillis);
            }
            if (relation != Relation.STRANGER) {
                return relation;
            }
        }
        twins.ended(path);
        return taken(best, nowMillis) ? Relation.TAKEN_OVER : Relation.STRANGER;
    }

    /** A file that was gone for long, and is back under its own name: the same file, going on as it did. */
    private Optional<Successor> returned(Path path) {
        for (TailedFile file : tracked.named(path)) {
            boolean givenUp = file.place.state() == Place.State.GONE || file.lossDue != null;
            if (givenUp && isRecognisable(file)) {
                Optional<Successor> successor =
                        successor(file, path).filter(one -> one.continues() && file.place.isInode(one.stat()));
                if (successor.isPresent()) {
                    return successor;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRecognisable(TailedFile file) {
        return file.identity.fingerprint().length() > 0 && file.place.state() != Place.State.QUARANTINED;
    }

    private static boolean isAway(TailedFile file) {
        Place.State state = file.place.state();
        return state == Place.State.MISSING || state == Place.State.GONE;
    }

    private static Successor better(Optional<Successor> successor, Successor than) {
        return successor.filter(one -> one.isBetterThan(than)).orElse(than);
    }

    private boolean taken(Successor successor, long nowMillis) {
        if (successor == null) {
            return false;
        }
        TailedFile file = successor.file();
        tracked.identify(file, successor.identity());
        take(file, successor.path(), successor.stat(), successor.size(), nowMillis);
        return true;
    }

    private Optional<Successor> successor(TailedFile file, Path path) {
        if (file.isResting()) {
            return Optional.empty();
        }
        try (OpenLog log = CompressedLog.open(context.files(), path, Form.of(path))) {
            FileStat stat = log.stat();
            boolean isOther = tracked.with(stat).filter(other -> other != file).isPresent();
            file.hasRival |= isOther;
            boolean hopeful = !isOther && stat.isFile() && stat.size() > 0;
            Optional<Fingerprint> beginning = hopeful ? beginning(log, file, path) : Optional.empty();
            if (beginning.isEmpty() || !isNamed(file, path, beginning.get())) {
                return Optional.empty();
            }
            Checkpoint known = new Checkpoint(file.identity.grown(beginning.get()), file.place, file.confirmed);
            Evidence early = Evidence.of(log, Form.of(path) == Form.PLAIN ? stat.size() : Long.MAX_VALUE, known);
            long size = CompressedLog.size(log);
            Evidence evidence = new Evidence(size, early.begins(), early.continues());
            boolean isCopy = !(isShrunk(file) && size != beginning.get().length())
                    && !isDisproved(file, stat, evidence)
                    && RotationDetector.isCopy(known, degree(file, path), evidence, stat.modifiedMillis());
            return isCopy
                    ? Optional.of(new Successor(file, path, stat, size, known.identity(), evidence.continues()))
                    : Optional.empty();
        } catch (IOException e) {
            if (Form.of(path) != Form.PLAIN && file.isUnread()) {
                file.suspected = LossReport.Cause.SUCCESSOR_UNREADABLE;
            }
            return Optional.empty();
        }
    }

    /** Of two that begin alike, and no more is known of, a file belongs to the one that it is named after. */
    private boolean isNamed(TailedFile file, Path path, Fingerprint beginning) {
        boolean known = file.confirmed.offset() > file.identity.fingerprint().length();
        return known
                || degree(file, path) == Kin.Degree.DERIVED
                || tracked.kin(path).stream()
                        .noneMatch(other -> degree(other, path) == Kin.Degree.DERIVED
                                && other.identity.fingerprint().equals(beginning));
    }

    private static Kin.Degree degree(TailedFile file, Path path) {
        return file.place.name().equals(path) ? Kin.Degree.DERIVED : file.kin.degree(path);
    }

    private static boolean isDisproved(TailedFile file, FileStat stat, Evidence evidence) {
        return file.disproved != null && file.disproved.sameInode(stat) && !evidence.continues();
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
        file.lossDue = null;
        boolean reported = file.place.state() == Place.State.GONE;
        if (size < file.place.lastSize() && !reported && file.read.offset() < file.place.lastSize()) {
            long first = Math.max(size, file.read.offset());
            // It is in the copy: whatever has its inode by now is another file, to be seen at once.
            tracked.place(file, file.place.withoutInode());
            file.lossDue =
                    new TailedFile.LossDue(first, LossReport.Cause.COPY_TOO_SHORT, () -> settle(file, there, stat));
            return;
        }
        settle(file, there, stat);
    }

    private void settle(TailedFile file, Place there, FileStat stat) {
        context.handles().close(file);
        if (tracked.at(there.path()).filter(other -> other != file).isPresent()) {
            // While the loss was reported, the copy was overwritten with another content, which was found there.
            tracked.place(file, file.place.grown(there.lastSize(), there.changedMillis()));
            return;
        }
        tracked.place(file, there);
        file.unverified = false;
        file.nextLookMillis = Long.MIN_VALUE;
        file.looked = file.isInShorterCopy() ? stat : null;
        file.disproved = null;
        context.listener().rotated(file.checkpoint());
    }

    /** A file that holds nothing but what a tracked one holds is a copy of it, made for a truncation to come. */
    private Relation toLiving(TailedFile file, Path path) {
        try (OpenLog log = CompressedLog.open(context.files(), path, Form.of(path));
                OpenLog own = CompressedLog.open(context.files(), file.place.path(), file.place.form())) {
            Fingerprint known = file.identity.fingerprint();
            byte[] beginning = Fingerprinter.read(log, 0, Math.max(Fingerprint.MOST, known.length()));
            byte[] ours = Fingerprinter.read(own, 0, beginning.length);
            if (beginning.length > 0 && Arrays.equals(beginning, ours) && convincing(file, path, beginning.length)) {
                long size = CompressedLog.size(log);
                return sameEnd(log, own, size) ? Relation.COPY : Relation.STRANGER;
            }
            boolean suspicious = beginning.length >= known.length()
                    && Fingerprinter.hash(beginning, 0, known.length()) == known.hash()
                    && !Evidence.of(own, file.checkpoint()).continues();
            return suspicious ? Relation.UNDECIDED : Relation.STRANGER;
        } catch (IOException e) {
            return Relation.UNDECIDED;
        }
    }

    private static boolean convincing(TailedFile file, Path path, int length) {
        return file.kin.degree(path) == Kin.Degree.DERIVED || length >= RotationDetector.WEAK;
    }

    private static boolean sameEnd(OpenLog log, OpenLog own, long size) throws IOException {
        int length = (int) Math.min(END, size);
        byte[] end = Fingerprinter.read(log, size - length, length);
        return Arrays.equals(end, Fingerprinter.read(own, size - length, length));
    }
}
