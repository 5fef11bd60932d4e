package io.nifistreaming.delta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowHashTest {
    private static final RowHash HASH = new RowHash(TableSchema.of(
            Column.of("text", Simple.STRING),
            Column.of("price", new Decimal(20, 2)),
            Column.of("list", new ListOf(Simple.LONG, true)),
            Column.of("map", new MapOf(Simple.STRING, Simple.INTEGER, true)),
            Column.of("inner", new Struct(List.of(Column.of("a", Simple.STRING), Column.of("b", Simple.STRING))))));

    @Test
    void theSameRowIsTheSameInWhateverFormItsTextsAreAndItsMapsOrder() {
        assertThat(HASH.of(row("Käse", "1.50", List.of(1L, 2L), map("x", 1, "y", null), "a", null)))
                .isEqualTo(HASH.of(
                        row("Käse".getBytes(UTF_8), "1.50", List.of(1L, 2L), map("y", null, "x", 1), "a", null)));
    }

    @Test
    void whateverDiffersIsTold() {
        List<Long> hashes = List.of(
                HASH.of(row("a", "1.50", List.of(1L, 2L), map("x", 1, "y", 2), "a", null)),
                HASH.of(row("b", "1.50", List.of(1L, 2L), map("x", 1, "y", 2), "a", null)),
                HASH.of(row("a", "1.51", List.of(1L, 2L), map("x", 1, "y", 2), "a", null)),
                HASH.of(row("a", null, List.of(1L, 2L), map("x", 1, "y", 2), "a", null)),
                HASH.of(row("a", "1.50", List.of(2L, 1L), map("x", 1, "y", 2), "a", null)),
                HASH.of(row("a", "1.50", Arrays.asList(1L, 2L, null), map("x", 1, "y", 2), "a", null)),
                HASH.of(row("a", "1.50", List.of(1L, 2L), map("x", 2, "y", 1), "a", null)),
                HASH.of(row("a", "1.50", List.of(1L, 2L), map("x", 1, "y", 2), null, "a")),
                HASH.of(row(null, "1.50", List.of(1L, 2L), map("x", 1, "y", 2), "a", null)));

        assertThat(hashes).doesNotHaveDuplicates();
    }

    private static Object[] row(
            Object text, String price, List<Long> list, Map<String, Integer> map, String first, String second) {
        return new Object[] {text, price == null ? null : new BigDecimal(price), list, map, new Object[] {first, second}
        };
    }

    private static Map<String, Integer> map(String one, Integer ofOne, String other, Integer ofOther) {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put(one, ofOne);
        map.put(other, ofOther);
        return map;
    }
}
