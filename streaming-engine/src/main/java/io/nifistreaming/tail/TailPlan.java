package io.nifistreaming.tail;

import java.util.List;
import java.util.Objects;

/**
 * Everything that is configured about tailing, valid once constructed.
 *
 * @param roots where to look, and for what
 * @param framer what a record is
 * @param limits of batches and records
 * @param times how soon, how often, how long
 * @param start where files begin that are there at the very first start
 * @param spool what becomes of complete files; null to tail growing ones
 * @param mostFiles to keep track of
 * @param followLinks whether a symbolic link that leads into a root is read
 */
public record TailPlan(
        List<TailRoot> roots,
        RecordFramer framer,
        TailLimits limits,
        TailTimes times,
        Start start,
        Completion spool,
        int mostFiles,
        boolean followLinks) {
    /** Where files begin that are there at the very first start. Those that appear later begin at their beginning. */
    public enum Start {
        BEGINNING,
        END
    }

    public TailPlan {
        roots = List.copyOf(roots);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("Nothing to tail: name at least one directory");
        }
        if (spool instanceof Completion.Move move && roots.stream().anyMatch(move::hides)) {
            throw new IllegalArgumentException("Completed Directory is " + move.directory() + ", where Files looks for"
                    + " files as well, so that what is moved there would be read again: choose another");
        }
        if (spool instanceof Completion.Suffix suffix && roots.stream().anyMatch(suffix::hides)) {
            throw new IllegalArgumentException("Completed Suffix is '" + suffix.suffix() + "', with which all names end"
                    + " that Files looks for, so that each counts as completed and none is read: choose another, such"
                    + " as .COMPLETED");
        }
        Objects.requireNonNull(framer, "framer");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(times, "times");
        Objects.requireNonNull(start, "start");
        if (mostFiles < 1) {
            throw new IllegalArgumentException("Files to keep track of must be at least 1, not " + mostFiles);
        }
    }

    /** Lines that end with LF, from the beginning, up to 10,000 files. */
    public static TailPlan of(TailRoot... roots) {
        return new TailPlan(
                List.of(roots),
                new LfFramer(),
                TailLimits.defaults(),
                TailTimes.defaults(),
                Start.BEGINNING,
                null,
                10_000,
                false);
    }

    public TailPlan withFramer(RecordFramer other) {
        return new TailPlan(roots, other, limits, times, start, spool, mostFiles, followLinks);
    }

    public TailPlan withLimits(TailLimits other) {
        return new TailPlan(roots, framer, other, times, start, spool, mostFiles, followLinks);
    }

    public TailPlan withTimes(TailTimes other) {
        return new TailPlan(roots, framer, limits, other, start, spool, mostFiles, followLinks);
    }

    public TailPlan withStart(Start other) {
        return new TailPlan(roots, framer, limits, times, other, spool, mostFiles, followLinks);
    }

    public TailPlan withSpool(Completion other) {
        return new TailPlan(roots, framer, limits, times, start, other, mostFiles, followLinks);
    }

    public TailPlan withMostFiles(int other) {
        return new TailPlan(roots, framer, limits, times, start, spool, other, followLinks);
    }

    public TailPlan withFollowLinks(boolean other) {
        return new TailPlan(roots, framer, limits, times, start, spool, mostFiles, other);
    }

    boolean isSpool() {
        return spool != null;
    }
}
