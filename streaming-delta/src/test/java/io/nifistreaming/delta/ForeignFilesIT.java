package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in forms that we never write. */
class ForeignFilesIT {
    @TempDir
    private Path folder;

    private DataFiles files;

    @BeforeEach
    void open() throws IOException {
        files = new DataFiles(folder);
    }

    @Test
    void timesOfOtherWritersAreMicroseconds() throws IOException {
        TableFile file = files.foreign(
                "message m { required int96 a; required int64 b (TIMESTAMP(MILLIS,true));"
                        + " required int64 c (TIMESTAMP(NANOS,true)); }",
                group -> group.append("a", int96(2_440_587, 86_399_999_999_000L))
                        .append("b", -1L)
                        .append("c", -1L));
        TableSchema schema = TableSchema.of(
                Column.of("a", Simple.TIMESTAMP), Column.of("b", Simple.TIMESTAMP), Column.of("c", Simple.TIMESTAMP));

        assertThat(files.read(file, ReadPlan.of(schema))).containsExactly(new Object[] {-1L, -1000L, -1L});
    }

    @Test
    void listsAndDecimalsOfOlderWritersAreRead() throws IOException {
        TableFile file = files.foreign(
                "message m { optional group a (LIST) { repeated int32 element; }"
                        + " optional group b (LIST) { repeated group array { required binary x (STRING); } }"
                        + " optional group c (MAP_KEY_VALUE)"
                        + " { repeated group map { required int32 k; optional int32 v; } }"
                        + " required binary d (DECIMAL(20,2)); }",
                group -> {
                    group.addGroup("a").append("element", 1).append("element", 2);
                    group.addGroup("b").addGroup("array").append("x", "y");
                    group.addGroup("c").addGroup("map").append("k", 5);
                    group.append("d", Binary.fromConstantByteArray(new byte[] {-1}));
                });
        TableSchema schema = TableSchema.of(
                Column.of("a", new ListOf(Simple.LONG, false)),
                Column.of("b", new ListOf(new Struct(List.of(Column.of("x", Simple.STRING))), false)),
                Column.of("c", new MapOf(Simple.INTEGER, Simple.INTEGER, true)),
                Column.of("d", new Decimal(20, 2)));

        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(5, null);
        assertThat(RowText.of(files.read(file, ReadPlan.of(schema)).get(0))).isEqualTo(RowText.of(new Object[] {
            List.of(1L, 2L), List.of((Object) new Object[] {"y"}), map, new BigDecimal("-0.01")
        }));
    }

    @Test
    void whatHasAnotherTypeThanTheTableIsRefusedByName() throws IOException {
        TableFile file =
                files.written(TableSchema.of(Column.of("a", Simple.STRING)), List.<Object[]>of(new Object[] {"x"}));
        TableFile wide = files.written(
                TableSchema.of(Column.of("a", new Decimal(9, 3))),
                List.<Object[]>of(new Object[] {new BigDecimal("1.001")}));

        assertThatThrownBy(() -> files.read(file, ReadPlan.of(TableSchema.of(Column.of("a", Simple.LONG)))))
                .isInstanceOf(UnsupportedTableException.class)
                .hasMessageContainingAll("'a'", "long", "binary");
        assertThatThrownBy(() -> files.read(wide, ReadPlan.of(TableSchema.of(Column.of("a", new Decimal(9, 2))))))
                .isInstanceOf(UnsupportedTableException.class)
                .hasMessageContainingAll("'a'", "decimal(9,2)");
    }

    private static Binary int96(int julianDay, long nanos) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        return Binary.fromConstantByteArray(
                bytes.putLong(nanos).putInt(julianDay).array());
    }
}
