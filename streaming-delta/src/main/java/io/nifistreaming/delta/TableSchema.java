package io.nifistreaming.delta;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a table, in their order. Refuses names that Delta refuses: empty ones, two that differ by case alone,
 * and those with characters that Parquet keeps for itself.
 */
public record TableSchema(List<Column> columns) {
    private static final String RESERVED = " ,;{}()\n\t=";

    public TableSchema {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table needs at least one column");
        }
        check(columns, "");
    }

    public static TableSchema of(Column... columns) {
        return new TableSchema(List.of(columns));
    }

    public ColumnType.Struct asStruct() {
        return new ColumnType.Struct(columns);
    }

    /** Where the column stands, case aside as everywhere in Delta; -1 if there is none of that name. */
    public int indexOf(String name) {
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).name().equalsIgnoreCase(name)) {
                return index;
            }
        }
        return -1;
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    public Optional<Column> column(String name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(columns.get(index));
    }

    private static void check(List<Column> columns, String within) {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            String path = within + column.name();
            if (column.name().isEmpty()) {
                throw new IllegalArgumentException(
                        "A column " + (within.isEmpty() ? "" : "in " + within) + " has no name");
            }
            for (char each : column.name().toCharArray()) {
                if (RESERVED.indexOf(each) >= 0) {
                    throw new IllegalArgumentException("Column '" + path + "' has the character '" + each
                            + "', which Parquet does not allow in names: rename the field before it gets here");
                }
            }
            if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("Two columns are called '" + path
                        + "', apart from upper and lower case, which Delta does not tell apart: rename one");
            }
            check(column.type(), path);
        }
    }

    private static void check(ColumnType type, String path) {
        if (type instanceof ColumnType.Struct struct) {
            if (struct.columns().isEmpty()) {
                throw new IllegalArgumentException("Column '" + path + "' is a record without fields, which Parquet "
                        + "can't hold: leave it out, or give it a field");
            }
            check(struct.columns(), path + ".");
        } else if (type instanceof ColumnType.ListOf list) {
            check(list.element(), path + ".element");
        } else if (type instanceof ColumnType.MapOf map) {
            check(map.key(), path + ".key");
            check(map.value(), path + ".value");
        }
    }
}
