package io.nifistreaming.delta;

/** Whether a table's row says already what the source says of its key. */
final class Sameness {
    private final MergeColumns columns;
    private final SourceIndex index;
    private final RowHash hash;

    Sameness(TableSchema schema, MergeColumns columns, SourceIndex index) {
        this.columns = columns;
        this.index = index;
        this.hash = new RowHash(schema);
    }

    /** Where it does, the row stays, and that is noted. */
    boolean holds(int entry, Object[] row) {
        if (!index.isEven(entry) || !isSame(entry, row)) {
            return false;
        }
        index.same(entry);
        return true;
    }

    private boolean isSame(int entry, Object[] row) {
        if (index.isDelete(entry)) {
            return columns.softDeletePosition() >= 0 && Boolean.TRUE.equals(row[columns.softDeletePosition()]);
        }
        return hash.of(row) == index.content(entry);
    }
}
