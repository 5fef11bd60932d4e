package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

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
    static boolean isCopy(Checkpoint known, Path candidate, Evidence evidence) {
        Kinship kinship = Kinship.of(known.place(), candidate);
        int length = known.identity().fingerprint().length();
        if (length == 0 || !evidence.begins() || kinship == Kinship.NONE) {
            return false;
        }
        if (kinship == Kinship.ALIKE && length < WEAK) {
            return false;
        }
        boolean earlier = evidence.size() < known.position().offset();
        return earlier || evidence.continues();
    }

    /** How near a name is to those of a content: {@code app.log} becomes {@code app.log.1} or {@code app-3.log}. */
    enum Kinship {
        NONE,
        ALIKE,
        DERIVED;

        private static final Pattern NUMBER = Pattern.compile("[.-][0-9-]+$");

        static Kinship of(Place known, Path candidate) {
            String name = known.name().getFileName().toString();
            String own = Form.stripped(known.path());
            String other = candidate.getFileName().toString();
            if (candidate.equals(known.name())) {
                return NONE;
            }
            String unnumbered = NUMBER.matcher(Form.stripped(known.name())).replaceFirst("");
            boolean derived = other.startsWith(name)
                    || other.startsWith(own)
                    || !unnumbered.isEmpty() && other.startsWith(unnumbered) && !other.equals(unnumbered);
            if (derived) {
                return DERIVED;
            }
            int dot = name.lastIndexOf('.');
            String stem = dot > 0 ? name.substring(0, dot) : name;
            return other.startsWith(stem) ? ALIKE : NONE;
        }
    }
}
