package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.actions.AddFile;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyPruningTest {
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("sku", Simple.LONG),
            Column.of("shop", Simple.STRING),
            Column.of("at", Simple.TIMESTAMP),
            Column.of("ratio", Simple.DOUBLE),
            Column.of("price", new Decimal(9, 2)));

    @Test
    void aFileIsLeftOutIfNoKeyLiesBetweenItsBounds() {
        KeyPruning pruning = pruning(List.of(), List.of("sku"), row(10, "a"), row(20, "a"));

        assertThat(holds(pruning, "sku", "10", "10")).isTrue();
        assertThat(holds(pruning, "sku", "1", "10")).isTrue();
        assertThat(holds(pruning, "sku", "20", "30")).isTrue();
        assertThat(holds(pruning, "sku", "11", "19")).isFalse();
        assertThat(holds(pruning, "sku", "1", "9")).isFalse();
        assertThat(holds(pruning, "sku", "21", "99")).isFalse();
    }

    @Test
    void whatTheLogDoesNotTellMayBeThere() {
        KeyPruning pruning = pruning(List.of(), List.of("sku"), row(10, "a"));

        assertThat(pruning.mayHold(bounds(Map.of(), null))).isTrue();
        assertThat(pruning.mayHold(bounds(Map.of(), "{\"numRecords\":5}"))).isTrue();
        assertThat(pruning.mayHold(bounds(Map.of(), "{\"numRecords\":5,\"nullCount\":{\"sku\":5}}")))
                .as("nothing but nulls")
                .isFalse();
    }

    @Test
    void partitionsAndWhatFollowsThemNarrowDown() {
        KeyPruning pruning = pruning(List.of("shop"), List.of("sku", "shop"), row(10, "a"), row(90, "b"));

        assertThat(pruning.mayHold(bounds(Map.of("shop", "a"), statistics("sku", "1", "50"))))
                .isTrue();
        assertThat(pruning.mayHold(bounds(Map.of("shop", "b"), statistics("sku", "1", "50"))))
                .isFalse();
        assertThat(pruning.mayHold(bounds(Map.of("shop", "c"), null))).isFalse();
    }

    @Test
    void boundsThatWritersCutStillHoldWhatTheyCut() {
        String text = "x".repeat(40);
        KeyPruning pruning = pruning(List.of(), List.of("shop"), row(1, text));
        assertThat(holds(pruning, "shop", "\"" + "x".repeat(32) + "\"", "\"" + "x".repeat(31) + "y\""))
                .isTrue();

        Object[] late = row(1, "a");
        late[2] = 1_000_000_999L;
        KeyPruning times = pruning(List.of(), List.of("at"), late);
        assertThat(holds(times, "at", "\"1970-01-01T00:16:40.000Z\"", "\"1970-01-01T00:16:40.000Z\""))
                .isTrue();
        assertThat(holds(times, "at", "\"1970-01-01T00:16:39.000Z\"", "\"1970-01-01T00:16:39.999Z\""))
                .isFalse();
    }

    /** Their bounds are silent about what is no number. */
    @Test
    void brokenNumbersLeaveNothingOutAndDecimalsDo() {
        Object[] row = row(1, "a");
        row[3] = Double.NaN;
        row[4] = new BigDecimal("1.50");

        assertThat(holds(pruning(List.of(), List.of("ratio"), row), "ratio", "1.0", "2.0"))
                .isTrue();
        assertThat(holds(pruning(List.of(), List.of("price"), row), "price", "1.5", "1.5"))
                .isTrue();
        assertThat(holds(pruning(List.of(), List.of("price"), row), "price", "1.51", "9"))
                .isFalse();
    }

    private static Object[] row(long sku, String shop) {
        return new Object[] {sku, shop, 0L, 0.0, BigDecimal.ZERO.setScale(2)};
    }

    private static KeyPruning pruning(List<String> partitions, List<String> keys, Object[]... rows) {
        MergePlan plan = MergePlan.of(AppendPlan.defaults(), keys.toArray(new String[0]));
        MergeColumns columns = new MergeColumns(plan, SCHEMA, partitions);
        SourceIndex index = new SourceIndex(MergePlan.Ties.LAST_WINS, false);
        OrderedBytes key = new OrderedBytes();
        for (Object[] row : rows) {
            assertThat(columns.key(row, key)).isNull();
            index.offer(key, key, false, 0, 0);
        }
        return new KeyPruning(columns, index);
    }

    private static boolean holds(KeyPruning pruning, String column, String least, String most) {
        return pruning.mayHold(bounds(Map.of(), statistics(column, least, most)));
    }

    private static String statistics(String column, String least, String most) {
        return "{\"numRecords\":5,\"minValues\":{\"" + column + "\":" + least + "},\"maxValues\":{\"" + column + "\":"
                + most + "},\"nullCount\":{\"" + column + "\":0}}";
    }

    private static FileBounds bounds(Map<String, String> partition, String statistics) {
        return new FileBounds(new TableFile(
                AddFile.builder("file", partition, 1, 1, true).stats(statistics).build()));
    }
}
