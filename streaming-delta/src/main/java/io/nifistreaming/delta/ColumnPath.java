package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Struct;
import java.util.ArrayList;
import java.util.List;

/**
 * A column, or a field within one, and where it stands in a row.
 *
 * @param names from the outermost, as the schema writes them
 * @param positions of each in the row or record that holds it
 */
record ColumnPath(List<String> names, List<Integer> positions, ColumnType type) {
    /** Refuses what the schema does not have. A column whose own name has dots goes before a field of that path. */
    static ColumnPath of(TableSchema schema, String text) {
        int whole = schema.indexOf(text);
        if (whole >= 0) {
            Column column = schema.columns().get(whole);
            return new ColumnPath(List.of(column.name()), List.of(whole), column.type());
        }
        List<String> names = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        ColumnType within = schema.asStruct();
        for (String part : text.split("\\.", -1)) {
            List<Column> columns = within instanceof Struct struct ? struct.columns() : List.of();
            int position = position(columns, part);
            if (position < 0) {
                throw new IllegalArgumentException(
                        "The table has no column '" + text + "': its columns are " + schema.names());
            }
            names.add(columns.get(position).name());
            positions.add(position);
            within = columns.get(position).type();
        }
        return new ColumnPath(List.copyOf(names), List.copyOf(positions), within);
    }

    private static int position(List<Column> columns, String name) {
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).name().equalsIgnoreCase(name)) {
                return index;
            }
        }
        return -1;
    }

    /** Null where it, or what holds it, has no value. */
    Object in(Object[] row) {
        Object value = row;
        for (int position : positions) {
            if (value == null) {
                return null;
            }
            value = ((Object[]) value)[position];
        }
        return value;
    }

    String text() {
        return String.join(".", names);
    }

    /** The column of the table that it is, or lies in. */
    String outermost() {
        return names.get(0);
    }
}
