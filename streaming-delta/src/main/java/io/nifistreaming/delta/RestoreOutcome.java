package io.nifistreaming.delta;

import java.util.List;

/** What became of a restore. Only after {@link Restored} is the table another one. */
public sealed interface RestoreOutcome {
    /**
     * What a restore does, or would do.
     *
     * @param target the version whose rows the table has then
     * @param from the version before
     * @param sources how many sources' ranges go back
     */
    record Extent(long target, long from, long filesAdded, long filesRemoved, long sources) {}

    record Restored(long version, Extent extent) implements RestoreOutcome {}

    /** So it would be. */
    record Planned(Extent extent) implements RestoreOutcome {}

    /** The table is as it was at that version. */
    record Unchanged(long target) implements RestoreOutcome {}

    /** Files of that version are deleted: it can't be restored. */
    record MissingFiles(long target, long count, List<String> first) implements RestoreOutcome {}

    /** There is no such version. */
    record NoVersion(String reason) implements RestoreOutcome {}

    /** Writers were always faster. */
    record GaveWay(String reason) implements RestoreOutcome {}

    /** Nobody knows; to be tried again, which does nothing if it was done. */
    record Unknown(String reason) implements RestoreOutcome {}
}
