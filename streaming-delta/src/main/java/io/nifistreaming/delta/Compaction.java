package io.nifistreaming.delta;

import java.util.List;

/**
 * What became of making a table's files fewer.
 *
 * @param filesTaken that are part of the newest version no more
 * @param filesMade in their place; for a plan, about how many
 * @param versions that were committed
 * @param remark what somebody should know; empty if there is nothing
 */
public record Compaction(
        Result result,
        long filesTaken,
        long filesMade,
        long bytesTaken,
        long bytesMade,
        long rows,
        List<Long> versions,
        String remark) {
    /** How it ended. What was committed before stays in any case. */
    public enum Result {
        DONE,
        /** There was nothing to do. */
        NOTHING,
        /** So it would be. */
        PLANNED,
        /** Another writer changed the same files: the rest is left for another time. */
        GAVE_WAY,
        /** Nobody knows whether the last version was committed. */
        UNKNOWN,
        /** There is no table. */
        NO_TABLE
    }

    public Compaction {
        versions = List.copyOf(versions);
    }

    static Compaction of(Result result, String remark) {
        return new Compaction(result, 0, 0, 0, 0, 0, List.of(), remark);
    }
}
