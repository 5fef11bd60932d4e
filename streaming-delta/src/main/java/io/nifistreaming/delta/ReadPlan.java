package io.nifistreaming.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is read of a table: which of its columns, in which order, and which rows.
 *
 * @param schema the table's
 * @param columns of it that rows have, as the table has them, or with fewer fields within
 * @param filter that rows pass
 * @param texts the form of strings in rows
 */
public record ReadPlan(TableSchema schema, TableSchema columns, RowFilter filter, Texts texts) {
    /** Of what class texts are. A {@link RecordParquetWriter} takes both. */
    public enum Texts {
        STRING,
        /** {@code byte[]} of UTF-8, as it is in the files: for rows that are only passed on. */
        UTF8
    }

    public ReadPlan {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(texts, "texts");
    }

    /** All rows with all columns. */
    public static ReadPlan of(TableSchema schema) {
        return new ReadPlan(schema, schema, RowFilter.ALL, Texts.STRING);
    }

    /** Refuses names of which the table has no column. */
    public ReadPlan withColumns(List<String> names) {
        List<Column> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(schema.column(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The table has no column '" + name + "': its columns are " + schema.names())));
        }
        return new ReadPlan(schema, new TableSchema(chosen), filter, texts);
    }

    public ReadPlan withFilter(RowFilter other) {
        return new ReadPlan(schema, columns, other, texts);
    }

    public ReadPlan withTexts(Texts other) {
        return new ReadPlan(schema, columns, filter, other);
    }

    /** The columns that must be read: those of rows, and behind them those that only the filter looks at. */
    TableSchema read() {
        List<Column> read = new ArrayList<>(columns.columns());
        for (String name : filter.columns()) {
            String column = ColumnPath.of(schema, name).outermost();
            if (read.stream().noneMatch(each -> each.name().equalsIgnoreCase(column))) {
                read.add(schema.column(column).orElseThrow());
            }
        }
        return read.size() == columns.columns().size() ? columns : new TableSchema(read);
    }
}
