package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import io.nifistreaming.delta.RowFilter.Comparison;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows in random files, random filters: what comes is what the logic of SQL says, whatever is left out. */
class FilterModelIT {
    private static final List<Simple> TYPES = List.of(
            Simple.LONG, Simple.STRING, Simple.DOUBLE, Simple.DATE, Simple.TIMESTAMP, Simple.BOOLEAN, Simple.INTEGER);
    private static final Column WITHIN =
            Column.of("within", new Struct(List.of(Column.of("x", Simple.LONG), Column.of("y", Simple.STRING))));
    private static final int FILES = 8;
    private static final int FILTERS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatComesIsWhatTheLogicSays(long seed) throws IOException {
        Random dice = new Random(seed);
        TableSchema schema = schema();
        TestTable table = new TestTable(folder.resolve("table"));
        List<Object[]> all = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            List<Object[]> rows = new ArrayList<>();
            for (int row = dice.nextInt(4); row >= 0; row--) {
                rows.add(row(schema, dice));
            }
            all.addAll(rows);
            table.append(WritePlan.of(schema, "p_date", "p_string"), rows.toArray(Object[][]::new));
        }
        TableSnapshot snapshot =
                ((TableReader.Found.Version) new TableReader(table.table()).find(new TableTime.Now())).snapshot();

        int files = 0;
        for (int count = 0; count < FILTERS; count++) {
            RowFilter filter = filter(schema, dice, 3);
            List<Object[]> expected = all.stream()
                    .filter(row -> Boolean.TRUE.equals(truth(filter, schema, row)))
                    .toList();
            try (RowSource rows = snapshot.rows(snapshot.plan().withFilter(filter))) {
                assertThat(RowText.of(TestTable.all(rows)))
                        .as("seed %d: %s", seed, filter)
                        .containsExactlyInAnyOrderElementsOf(RowText.of(expected));
            }
            files += snapshot.files(filter).size();
        }
        int most = snapshot.files(RowFilter.ALL).size() * FILTERS;
        assertThat(files).as("files looked at, of %d", most).isLessThan(most * 3 / 4);
    }

    private static TableSchema schema() {
        List<Column> columns = new ArrayList<>();
        TYPES.forEach(type -> columns.add(Column.of(type.name().toLowerCase(java.util.Locale.ROOT), type)));
        columns.add(Column.of("decimal", new Decimal(6, 2)));
        columns.add(Column.of("p_date", Simple.DATE));
        columns.add(Column.of("p_string", Simple.STRING));
        columns.add(WITHIN);
        return new TableSchema(columns);
    }

    private static Object[] row(TableSchema schema, Random dice) {
        return schema.columns().stream()
                .map(column ->
                        column.equals(WITHIN) ? within(dice) : dice.nextInt(5) == 0 ? null : value(column.type(), dice))
                .toArray();
    }

    private static Object[] within(Random dice) {
        return dice.nextInt(4) == 0
                ? null
                : new Object[] {dice.nextInt(4) == 0 ? null : (long) dice.nextInt(20), text(dice)};
    }

    private static Object value(ColumnType type, Random dice) {
        int small = dice.nextInt(20) - 10;
        if (type instanceof Decimal) {
            return BigDecimal.valueOf(small * 37L, 2);
        }
        return switch ((Simple) type) {
            case LONG -> (long) small;
            case INTEGER, DATE -> small;
            case STRING -> text(dice);
            case DOUBLE -> small == 9 ? Double.NaN : small == 8 ? -0.0 : small / 2.0;
            case TIMESTAMP -> small * 777L;
            case BOOLEAN -> small % 2 == 0;
            default -> throw new AssertionError(type);
        };
    }

    /** Longer than statistics are, and with surrogates, whose order differs from that of chars. */
    private static String text(Random dice) {
        return "x".repeat(dice.nextInt(2) * 33)
                + List.of("a", "b", "\uffee", "😀", "m").get(dice.nextInt(5));
    }

    private static RowFilter filter(TableSchema schema, Random dice, int depth) {
        int kind = depth == 0 ? 3 + dice.nextInt(5) : dice.nextInt(8);
        if (kind == 0) {
            return new RowFilter.Not(filter(schema, dice, depth - 1));
        }
        if (kind <= 2) {
            List<RowFilter> parts = new ArrayList<>();
            for (int part = 0; part <= dice.nextInt(2) + 1; part++) {
                parts.add(filter(schema, dice, depth - 1));
            }
            return kind == 1 ? new RowFilter.All(parts) : new RowFilter.Any(parts);
        }
        Column column = schema.columns().get(dice.nextInt(schema.columns().size()));
        boolean within = column.equals(WITHIN);
        String name = within ? "within.x" : column.name();
        ColumnType type = within ? Simple.LONG : column.type();
        if (kind == 3) {
            return dice.nextBoolean() ? new RowFilter.IsNull(name) : new RowFilter.IsNotNull(name);
        }
        return new RowFilter.Compare(
                name, Comparison.values()[dice.nextInt(Comparison.values().length)], value(type, dice));
    }

    /** As SQL has it, with null for unknown. */
    private static Boolean truth(RowFilter filter, TableSchema schema, Object[] row) {
        if (filter instanceof RowFilter.Not not) {
            Boolean truth = truth(not.of(), schema, row);
            return truth == null ? null : !truth;
        }
        if (filter instanceof RowFilter.All all) {
            return joined(all.of(), false, schema, row);
        }
        if (filter instanceof RowFilter.Any any) {
            return joined(any.of(), true, schema, row);
        }
        if (filter instanceof RowFilter.IsNull none) {
            return value(none.column(), schema, row) == null;
        }
        if (filter instanceof RowFilter.IsNotNull some) {
            return value(some.column(), schema, row) != null;
        }
        RowFilter.Compare compare = (RowFilter.Compare) filter;
        Object value = value(compare.column(), schema, row);
        return value == null ? null : compare.comparison().holds(order(value, compare.value()));
    }

    private static Boolean joined(List<RowFilter> parts, boolean deciding, TableSchema schema, Object[] row) {
        boolean unknown = false;
        for (RowFilter part : parts) {
            Boolean truth = truth(part, schema, row);
            if (truth == null) {
                unknown = true;
            } else if (truth == deciding) {
                return deciding;
            }
        }
        return unknown ? null : !deciding;
    }

    private static Object value(String name, TableSchema schema, Object[] row) {
        if (name.equals("within.x")) {
            Object[] within = (Object[]) row[schema.indexOf("within")];
            return within == null ? null : within[0];
        }
        return row[schema.indexOf(name)];
    }

    @SuppressWarnings("unchecked")
    private static int order(Object left, Object right) {
        if (left instanceof String text) {
            int[] one = text.codePoints().toArray();
            int[] other = ((String) right).codePoints().toArray();
            return java.util.Arrays.compare(one, other);
        }
        if (left instanceof Double one && one == 0 && right instanceof Double other && other == 0) {
            return 0;
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}
