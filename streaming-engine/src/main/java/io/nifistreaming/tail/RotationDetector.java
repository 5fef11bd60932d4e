package io.nifistreaming.tail;

import java.util.Optional;

/** Decides what became of a file. Pure: what it decides on is given. */
final class RotationDetector {
    /** What a look at a path came to. */
    enum Verdict {
        /** The content known; perhaps more of it. */
        SAME,
        /** The same file, with other or less content. */
        TRUNCATED,
        /** Another file, or none. */
        DISPLACED
    }

    /** Beginnings shorter than this prove nothing where names are only alike. */
    static final int WEAK = 64;

    private RotationDetector() {}

    /** What the path tells without its content being read. */
    static Verdict byStat(Place known, Optional<FileStat> atPath) {
        if (atPath.isEmpty() || !atPath.get().isFile() || !known.isInode(atPath.get())) {
            return Verdict.DISPLACED;
        }
        boolean shorter = known.form() == Form.PLAIN && atPath.get().size() < known.lastSize();
        return shorter ? Verdict.TRUNCATED : Verdict.SAME;
    }

    /** What the content of a file tells that has the known inode. */
    static Verdict byContent(Checkpoint known, Evidence evidence) {
        boolean shorter = evidence.size() < known.place().lastSize();
        return shorter || !evidence.continues() ? Verdict.TRUNCATED : Verdict.SAME;
    }

    /**
     * Whether the content of another file is the known one, or a copy that was made of it earlier.
     *
     * @param modifiedMillis when the other file was, which tells an earlier copy from a log that began alike later
     */
    static boolean isCopy(Checkpoint known, Kin.Degree kinship, Evidence evidence, long modifiedMillis) {
        int length = known.identity().fingerprint().length();
        if (length == 0 || !evidence.begins() || kinship == Kin.Degree.NONE) {
            return false;
        }
        if (kinship == Kin.Degree.ALIKE && length < WEAK) {
            return false;
        }
        Place place = known.place();
        long seen = Math.max(
                place.lastSize(),
                Math.max(place.written().size(), known.position().offset()));
        if (evidence.size() < seen && !place.written().allowsShorter(evidence.size(), modifiedMillis)) {
            return false;
        }
        boolean earlier = evidence.size() < known.position().offset();
        return earlier || evidence.continues();
    }
}
