package io.nifistreaming.delta;

/**
 * What rows of a source did to a table.
 *
 * @param inserted whose keys were new
 * @param updated that replaced a row
 * @param deleted that took a row away, or marked it
 * @param unchanged without effect: as the table has it, older than that or than another of the source, or to delete
 *     what is not there
 * @param rejected that can't be merged, and were told one by one
 */
public record MergeCounts(long inserted, long updated, long deleted, long unchanged, long rejected) {
    public static final MergeCounts NONE = new MergeCounts(0, 0, 0, 0, 0);

    public MergeCounts plus(MergeCounts other) {
        return new MergeCounts(
                inserted + other.inserted,
                updated + other.updated,
                deleted + other.deleted,
                unchanged + other.unchanged,
                rejected + other.rejected);
    }
}
