package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a table's schema takes in what comes with other columns. Pure.
 *
 * <p>Columns are only ever added, at the end, and may be null: that is all that lets files of both schemas stand side
 * by side under this protocol. The type of a column never changes; a value of a narrower type fits into a wider column.
 */
public final class SchemaEvolution {
    private static final List<Simple> WHOLE = List.of(Simple.BYTE, Simple.SHORT, Simple.INTEGER, Simple.LONG);

    /** What may happen to a table's schema. */
    public enum Policy {
        /** Nothing: a field that the table has no column for is refused. */
        REFUSE,
        /** New fields become new columns. */
        ADD_COLUMNS
    }

    /** What becomes of the table's schema. */
    public sealed interface Evolution {
        /** The schema to write with: the table's, with what is added. */
        record Accepted(TableSchema schema) implements Evolution {}

        /** What does not fit, a sentence each. */
        record Refused(List<String> reasons) implements Evolution {}
    }

    private final Policy policy;
    private final List<String> reasons = new ArrayList<>();

    private SchemaEvolution(Policy policy) {
        this.policy = policy;
    }

    /** What rows of the incoming schema make of the table's. */
    public static Evolution of(TableSchema table, TableSchema incoming, Policy policy) {
        SchemaEvolution evolution = new SchemaEvolution(policy);
        List<Column> merged = evolution.merged(table.columns(), incoming.columns(), "");
        return evolution.reasons.isEmpty()
                ? new Evolution.Accepted(new TableSchema(merged))
                : new Evolution.Refused(List.copyOf(evolution.reasons));
    }

    private List<Column> merged(List<Column> table, List<Column> incoming, String within) {
        List<Column> merged = new ArrayList<>();
        for (Column column : table) {
            Optional<Column> other = named(incoming, column.name());
            merged.add(
                    other.isEmpty()
                            ? column
                            : new Column(
                                    column.name(),
                                    merged(column.type(), other.get().type(), within + column.name()),
                                    column.nullable()));
        }
        for (Column column : incoming) {
            if (named(table, column.name()).isEmpty()) {
                added(column, within).ifPresent(merged::add);
            }
        }
        return merged;
    }

    private Optional<Column> added(Column column, String within) {
        if (policy == Policy.REFUSE) {
            reasons.add("Field '" + within + column.name() + "' has no column in the table: let new fields become "
                    + "columns (Schema Evolution), add the column, or drop the field");
            return Optional.empty();
        }
        return Optional.of(Column.of(column.name(), column.type()));
    }

    private ColumnType merged(ColumnType table, ColumnType incoming, String path) {
        if (table instanceof Struct before && incoming instanceof Struct after) {
            return new Struct(merged(before.columns(), after.columns(), path + "."));
        }
        if (table instanceof ListOf before && incoming instanceof ListOf after) {
            return new ListOf(merged(before.element(), after.element(), path + ".element"), before.containsNull());
        }
        if (table instanceof MapOf before && incoming instanceof MapOf after) {
            return new MapOf(
                    merged(before.key(), after.key(), path + ".key"),
                    merged(before.value(), after.value(), path + ".value"),
                    before.valueContainsNull());
        }
        if (!fits(incoming, table)) {
            reasons.add("Field '" + path + "' is " + text(incoming) + ", and its column " + text(table)
                    + ": a column keeps its type for ever. Convert the field, or write to another table");
        }
        return table;
    }

    /** Whether each value of the one type has its like in the other. */
    private static boolean fits(ColumnType value, ColumnType column) {
        if (value.equals(column)) {
            return true;
        }
        if (WHOLE.contains(value) && WHOLE.contains(column)) {
            return WHOLE.indexOf(value) < WHOLE.indexOf(column);
        }
        if (value instanceof Decimal narrow && column instanceof Decimal wide) {
            return narrow.scale() <= wide.scale()
                    && narrow.precision() - narrow.scale() <= wide.precision() - wide.scale();
        }
        return value == Simple.FLOAT && column == Simple.DOUBLE;
    }

    private static Optional<Column> named(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** As Delta and SQL write it. */
    static String text(ColumnType type) {
        if (type instanceof Decimal decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof ListOf list) {
            return "array<" + text(list.element()) + ">";
        }
        if (type instanceof MapOf map) {
            return "map<" + text(map.key()) + "," + text(map.value()) + ">";
        }
        if (type instanceof Struct struct) {
            return "struct<"
                    + String.join(
                            ",",
                            struct.columns().stream()
                                    .map(column -> column.name() + ":" + text(column.type()))
                                    .toList())
                    + ">";
        }
        return ((Simple) type).name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether the later schema only adds columns that may be null, so that files of both can stand side by side. */
    static boolean extendsSchema(TableSchema earlier, TableSchema later) {
        return extendsColumns(earlier.columns(), later.columns());
    }

    private static boolean extendsColumns(List<Column> earlier, List<Column> later) {
        if (later.size() < earlier.size()) {
            return false;
        }
        for (int index = 0; index < later.size(); index++) {
            Column column = later.get(index);
            if (index >= earlier.size() ? !column.nullable() : !extendsColumn(earlier.get(index), column)) {
                return false;
            }
        }
        return true;
    }

    private static boolean extendsColumn(Column earlier, Column later) {
        return earlier.name().equals(later.name())
                && earlier.nullable() == later.nullable()
                && extendsType(earlier.type(), later.type());
    }

    private static boolean extendsType(ColumnType earlier, ColumnType later) {
        if (earlier instanceof Struct before && later instanceof Struct after) {
            return extendsColumns(before.columns(), after.columns());
        }
        if (earlier instanceof ListOf before && later instanceof ListOf after) {
            return before.containsNull() == after.containsNull() && extendsType(before.element(), after.element());
        }
        if (earlier instanceof MapOf before && later instanceof MapOf after) {
            return before.valueContainsNull() == after.valueContainsNull()
                    && extendsType(before.key(), after.key())
                    && extendsType(before.value(), after.value());
        }
        return earlier.equals(later);
    }
}
