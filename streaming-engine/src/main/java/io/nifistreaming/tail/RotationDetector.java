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
    private static final int WEAK = 64;

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

    /** Whether the content of another file is the known one, or a copy that was made of it earlier. */
    static boolean isCopy(Checkpoint known, Kin.Degree kinship, Evidence evidence) {

        int length = known.identity().fingerprint().length();
        if (length == 0 || !evidence.begins() || kinship == Kin.Degree.NONE) {
            return false;
        }
        if (kinship == Kin.Degree.ALIKE && length < WEAK) {
            return false;
        }
        boolean earlier = evidence.size() < known.position().offset();
        return earlier || evidence.continues();
    }
}
