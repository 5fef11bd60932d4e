package io.nifistreaming.delta;

import java.util.Objects;

/** A column of a table, or a field within one. */
public record Column(String name, ColumnType type, boolean nullable) {
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /** A column that may be null. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, true);
    }

    public Column notNull() {
        return new Column(name, type, false);
    }
}
