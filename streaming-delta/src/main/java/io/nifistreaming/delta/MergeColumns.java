package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Simple;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a merge finds its keys and its sequence in the rows of one schema. Keys that partition the table come first, so
 * that what is sorted by key is sorted by partition.
 */
final class MergeColumns {
    private final TableSchema schema;
    private final List<ColumnPath> keys = new ArrayList<>();
    private final int partitioning;
    private final int[] positions;
    private final ColumnType[] types;
    private final int sequence;
    private final int softDelete;

    /** Refuses what {@link #problems} names. */
    MergeColumns(MergePlan plan, TableSchema schema, List<String> partitionColumns) {
        this.schema = schema;
        List<String> names = new ArrayList<>(plan.keys());
        names.removeIf(name -> !isOneOf(partitionColumns, name));
        this.partitioning = names.size();
        plan.keys().stream().filter(name -> !isOneOf(names, name)).toList().forEach(names::add);
        names.forEach(name -> keys.add(ColumnPath.of(schema, name)));
        this.positions = names.stream().mapToInt(schema::indexOf).toArray();
        this.types = keys.stream().map(ColumnPath::type).toArray(ColumnType[]::new);
        this.sequence = plan.sequence().map(schema::indexOf).orElse(-1);
        this.softDelete = plan.softDelete().map(schema::indexOf).orElse(-1);
    }

    private static boolean isOneOf(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Why rows of a schema can't be merged; empty if they can. */
    static List<String> problems(MergePlan plan, TableSchema schema) {
        List<String> problems = new ArrayList<>();
        for (String key : plan.keys()) {
            check(schema, key, "is a key of the merge", problems);
        }
        plan.sequence().ifPresent(name -> check(schema, name, "tells which row is newer", problems));
        plan.softDelete()
                .flatMap(schema::column)
                .filter(column -> column.type() != Simple.BOOLEAN)
                .ifPresent(column -> problems.add("Column '" + column.name() + "' is "
                        + SchemaEvolution.text(column.type())
                        + ", and marks deleted rows, for which it must be boolean: name another column"));
        return problems;
    }

    private static void check(TableSchema schema, String name, String use, List<String> problems) {
        if (schema.column(name).isEmpty()) {
            problems.add("There is no field '" + name + "', which " + use + ": add it, or name another");
        } else if (!OrderedBytes.knows(schema.column(name).get().type())) {
            problems.add("Field '" + name + "' is "
                    + SchemaEvolution.text(schema.column(name).get().type()) + ", and " + use
                    + ", for which it must be one value: name another");
        }
    }

    /**
     * Puts a row's key into the bytes.
     *
     * @return why the row has none; null if it has
     */
    String key(Object[] row, OrderedBytes into) {
        into.clear();
        for (int index = 0; index < positions.length; index++) {
            Object value = row[positions[index]];
            if (value == null) {
                return "Field '" + name(index) + "' has no value, and is a key of the merge: give it one";
            }
            if (index < partitioning && isEmpty(value)) {
                return "Field '" + name(index) + "' is empty, and is a key of the merge and partitions the table,"
                        + " where Delta does not tell empty from null: give it a value";
            }
            into.put(types[index], value);
        }
        return null;
    }

    private String name(int index) {
        return keys.get(index).text();
    }

    private static boolean isEmpty(Object value) {
        return value instanceof byte[] bytes
                ? bytes.length == 0
                : value.toString().isEmpty();
    }

    /** Puts the value of the sequence column, if rows have one, into the bytes; returns whether it is one. */
    boolean sequenceOf(Object value, OrderedBytes into) {
        if (!isSequenced() || value == null) {
            return false;
        }
        into.clear().put(schema.columns().get(sequence).type(), value);
        return true;
    }

    boolean isSequenced() {
        return sequence >= 0;
    }

    /** What a row lacks whose sequence is missing. */
    String noSequence() {
        return "Field '" + schema.columns().get(sequence).name()
                + "' has no value, and tells which row is newer: give it one";
    }

    /** Puts a row's sequence into the bytes; returns whether it has one, or needs none. */
    boolean sequence(Object[] row, OrderedBytes into) {
        return !isSequenced() || sequenceOf(row[sequence], into);
    }

    /** Makes the table's row a deleted one, as new as the source says. */
    void mark(Object[] row, SourceIndex index, int entry) {
        row[softDelete] = true;
        if (isSequenced()) {
            row[sequence] = OrderedBytes.value(schema.columns().get(sequence).type(), index.sequence(entry));
        }
    }

    /** Where the mark of deleted rows stands; -1 if they go. */
    int softDeletePosition() {
        return softDelete;
    }

    /** The keys, those that partition the table first. */
    List<ColumnPath> keys() {
        return keys;
    }

    /** How many of the keys partition the table. */
    int partitioning() {
        return partitioning;
    }

    /** The names of what the table's rows are judged by. */
    List<String> judged() {
        List<String> names = new ArrayList<>(keys.stream().map(ColumnPath::text).toList());
        if (isSequenced()) {
            names.add(schema.columns().get(sequence).name());
        }
        return names;
    }
}
