package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows with each type that a table has, at its ends. */
final class AllTypes {
    static final Struct SHOP = new Struct(List.of(
            Column.of("name", Simple.STRING),
            Column.of("opened", Simple.DATE),
            Column.of("place", new Struct(List.of(Column.of("lat", Simple.DOUBLE), Column.of("lon", Simple.DOUBLE))))));
    static final TableSchema SCHEMA = TableSchema.of(
            Column.of("text", Simple.STRING).notNull(),
            Column.of("long", Simple.LONG),
            Column.of("int", Simple.INTEGER),
            Column.of("short", Simple.SHORT),
            Column.of("byte", Simple.BYTE),
            Column.of("float", Simple.FLOAT),
            Column.of("double", Simple.DOUBLE),
            Column.of("truth", Simple.BOOLEAN),
            Column.of("bytes", Simple.BINARY),
            Column.of("day", Simple.DATE),
            Column.of("time", Simple.TIMESTAMP),
            Column.of("small", new Decimal(9, 2)),
            Column.of("middle", new Decimal(18, 4)),
            Column.of("large", new Decimal(38, 10)),
            Column.of("list", new ListOf(Simple.STRING, true)),
            Column.of("lists", new ListOf(new ListOf(new Decimal(5, 1), true), true)),
            Column.of("map", new MapOf(Simple.STRING, new ListOf(Simple.LONG, true), true)),
            Column.of("days", new MapOf(Simple.DATE, SHOP, true)),
            Column.of("shop", SHOP),
            Column.of("shops", new ListOf(SHOP, true)));

    private AllTypes() {}

    static Object[] least() {
        return new Object[] {
            "",
            Long.MIN_VALUE,
            Integer.MIN_VALUE,
            (int) Short.MIN_VALUE,
            (int) Byte.MIN_VALUE,
            -Float.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            false,
            new byte[0],
            -141_427,
            -62_135_596_800_000_001L,
            new BigDecimal("-9999999.99"),
            new BigDecimal("-99999999999999.9999"),
            new BigDecimal("-9999999999999999999999999999.9999999999"),
            List.of(""),
            List.of(List.of(new BigDecimal("-9999.9"))),
            Map.of("", List.of(Long.MIN_VALUE)),
            Map.of(0, new Object[] {"a", 1, new Object[] {0.0, null}}),
            new Object[] {"Käse", -1, new Object[] {0.0, Double.MIN_VALUE}},
            List.of((Object) new Object[] {null, null, null})
        };
    }

    static Object[] most() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("b", Arrays.asList(1L, null));
        map.put("a", null);
        return new Object[] {
            "z😀",
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            (int) Short.MAX_VALUE,
            (int) Byte.MAX_VALUE,
            Float.MIN_VALUE,
            Double.NaN,
            true,
            "any \u0000 bytes".getBytes(StandardCharsets.UTF_8),
            2_932_896,
            253_402_300_799_999_999L,
            new BigDecimal("9999999.99"),
            new BigDecimal("0.0001"),
            new BigDecimal("9999999999999999999999999999.9999999999"),
            Arrays.asList("x", null, ""),
            Arrays.asList(null, List.of(), Arrays.asList(new BigDecimal("1.0"), null)),
            map,
            Map.of(7, new Object[] {null, null, null}),
            new Object[] {null, 2, new Object[] {1.5, -0.0}},
            Arrays.asList(new Object[] {"x", null, null}, null)
        };
    }

    static Object[] nulls(String text) {
        Object[] row = new Object[SCHEMA.columns().size()];
        row[0] = text;
        return row;
    }

    static Object[] empties() {
        Object[] row = nulls("empties");
        row[SCHEMA.indexOf("list")] = List.of();
        row[SCHEMA.indexOf("lists")] = List.of();
        row[SCHEMA.indexOf("map")] = Map.of();
        row[SCHEMA.indexOf("days")] = Map.of();
        row[SCHEMA.indexOf("shops")] = List.of();
        return row;
    }
}
