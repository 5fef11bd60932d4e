package io.nifistreaming.delta;

import java.io.IOException;
import java.util.List;

/**
 * Writes what a merge makes of a table's files and of its source: rows that stay, rows marked as deleted, and rows of
 * the source that win. Bounded in memory, whatever there is of either.
 */
final class MergeWriter {
    private final DeltaTable table;
    private final MergeColumns columns;
    private final SourceIndex index;
    private final RecordParquetWriter writer;
    private final ReadPlan rows;
    private final Sameness sameness;
    private final OrderedBytes key = new OrderedBytes();
    private long copied;

    MergeWriter(DeltaTable table, WritePlan writing, MergeColumns columns, SourceIndex index) {
        this.table = table;
        this.columns = columns;
        this.index = index;
        this.writer = new RecordParquetWriter(table.configuration(), table.path(), writing);
        this.rows = ReadPlan.of(writing.schema()).withTexts(ReadPlan.Texts.UTF8);
        this.sameness = new Sameness(writing.schema(), columns, index);
    }

    /** Writes what stays of a file. */
    void rewrite(TableFile file, MatchedRows matched) throws IOException {
        try (DataFileReader reader = DataFileReader.open(table, file, rows)) {
            int position = 0;
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                boolean may = matched.mayMatch(file, position++) && columns.key(row, key) == null;
                int entry = may ? index.find(key) : SourceIndex.NONE;
                if (entry == SourceIndex.NONE || !index.wins(entry) || sameness.holds(entry, row)) {
                    writer.write(row);
                    copied++;
                } else if (index.isDelete(entry) && columns.softDeletePosition() >= 0) {
                    mark(entry, row);
                }
            }
        }
    }

    /** Of several rows with the key one is marked, and the others go. */
    private void mark(int entry, Object[] row) throws IOException {
        if (!index.isWritten(entry)) {
            columns.mark(row, index, entry);
            writer.write(row);
            index.written(entry);
        }
    }

    /** Writes a row of the source as it is. */
    void write(Object[] row) throws IOException {
        writer.write(row);
    }

    /** Rows of the table that stay as they are, in new files. */
    long copied() {
        return copied;
    }

    List<DataFile> finish() throws IOException {
        return writer.finish();
    }

    /** Deletes what was written. */
    void discard() {
        writer.discard();
    }
}
