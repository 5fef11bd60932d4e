package io.nifistreaming.delta;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The rows of several data files, of which one is open at a time. */
final class FileRows implements RowSource {
    private final DeltaTable table;
    private final Iterator<TableFile> files;
    private final ReadPlan plan;
    private DataFileReader open;

    FileRows(DeltaTable table, List<TableFile> files, ReadPlan plan) {
        this.table = table;
        this.files = List.copyOf(files).iterator();
        this.plan = plan;
    }

    @Override
    public Object[] next() throws IOException {
        while (open != null || files.hasNext()) {
            if (open == null) {
                open = DataFileReader.open(table, files.next(), plan);
            }
            Object[] row = open.next();
            if (row != null) {
                return row;
            }
            close();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        DataFileReader closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }
}
