package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.delta.ColumnType.Simple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderIT {
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("id", Simple.LONG), Column.of("name", Simple.STRING), Column.of("day", Simple.DATE));
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path folder;

    private TestTable table;

    @BeforeEach
    void open() throws IOException {
        table = new TestTable(folder.resolve("table"));
    }

    @Test
    void eachVersionIsReadAsItWas() throws IOException {
        table.append(WritePlan.of(SCHEMA), row(1, "a", 0));
        table.append(WritePlan.of(SCHEMA), row(2, "b", 0), row(3, null, 1));

        assertThat(ids(new TableTime.Version(0))).containsExactly(1L);
        assertThat(ids(new TableTime.Version(1))).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(ids(new TableTime.Now())).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void aTimeMeansTheVersionThatWasTheNewestThen() throws IOException {
        for (int id = 0; id < 3; id++) {
            table.append(WritePlan.of(SCHEMA), row(id, "a", 0));
            Files.setLastModifiedTime(table.version(id), FileTime.from(NOON.plusSeconds(id * 60L)));
        }

        assertThat(ids(new TableTime.At(NOON))).containsExactly(0L);
        assertThat(ids(new TableTime.At(NOON.plusSeconds(119)))).containsExactlyInAnyOrder(0L, 1L);
        assertThat(ids(new TableTime.At(NOON.plusSeconds(1000)))).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(find(new TableTime.At(NOON.minusSeconds(1))))
                .isInstanceOfSatisfying(TableReader.Found.Nothing.class, nothing -> assertThat(nothing.reason())
                        .contains("2026-11-24T12:00:00Z"));
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() throws IOException {
        assertThat(find(new TableTime.Now()))
                .isInstanceOfSatisfying(TableReader.Found.Nothing.class, nothing -> assertThat(nothing.reason())
                        .contains("no table"));
        for (int id = 0; id < 13; id++) {
            table.append(WritePlan.of(SCHEMA), row(id, "a", 0));
        }
        for (int version = 0; version < 8; version++) {
            Files.delete(table.version(version));
        }

        for (long version : new long[] {9, 13, -1}) {
            assertThat(find(new TableTime.Version(version)))
                    .isInstanceOfSatisfying(TableReader.Found.Nothing.class, nothing -> assertThat(nothing.reason())
                            .contains("10 to 12"));
        }
        assertThat(ids(new TableTime.Version(10))).hasSize(11);
    }

    @Test
    void filesThatCantHoldWantedRowsAreLeftOut() throws IOException {
        WritePlan plan = WritePlan.of(SCHEMA, "day");
        table.append(plan, row(1, "a", 0), row(5, "b", 1), row(9, null, null));
        table.append(plan, row(11, "c", 0), row(15, "d", 1));
        TableSnapshot snapshot = snapshot(new TableTime.Now());

        assertThat(snapshot.files(FilterText.parse("day = '1970-01-01'"))).hasSize(2);
        assertThat(snapshot.files(FilterText.parse("day = '1970-01-01' AND id > 1")))
                .hasSize(1);
        assertThat(snapshot.files(FilterText.parse("day IS NULL"))).hasSize(1);
        assertThat(snapshot.files(FilterText.parse("NOT day <= '1970-01-01'"))).hasSize(2);
        assertThat(snapshot.files(FilterText.parse("id BETWEEN 6 AND 10"))).hasSize(1);
        assertThat(snapshot.files(FilterText.parse("name IS NULL"))).hasSize(1);
        assertThat(snapshot.files(FilterText.parse("name = 'bb'"))).isEmpty();
        assertThat(snapshot.files(FilterText.parse("id IN (1, 15)"))).hasSize(2);
        assertThat(snapshot.files(FilterText.parse("id <> 5"))).hasSize(4);
        assertThat(snapshot.files(RowFilter.ALL)).hasSize(5);
    }

    @Test
    void rowsHaveWhatTheFilterAndTheColumnsAskFor() throws IOException {
        table.append(WritePlan.of(SCHEMA, "day"), row(1, "a", 0), row(2, "b", 1), row(3, null, null));
        TableSnapshot snapshot = snapshot(new TableTime.Now());

        ReadPlan plan =
                snapshot.plan().withColumns(List.of("name")).withFilter(FilterText.parse("id >= 2 AND NOT name = 'c'"));

        try (RowSource rows = snapshot.rows(plan)) {
            assertThat(RowText.of(TestTable.all(rows))).containsExactly("{S:b}");
        }
    }

    @Test
    void aFilterOnWhatTheTableDoesNotHaveIsRefused() throws IOException {
        table.append(WritePlan.of(SCHEMA), row(1, "a", 0));
        TableSnapshot snapshot = snapshot(new TableTime.Now());

        assertThatThrownBy(() -> snapshot.files(FilterText.parse("colour = 'red'")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'colour'");
        assertThatThrownBy(() -> snapshot.files(FilterText.parse("day > 'yesterday'")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'yesterday'", "'day'", "date");
    }

    @Test
    void aLogThatIsBrokenAndColumnsThatAreNoneAreTold() throws IOException {
        Path broken = folder.resolve("broken");
        log(broken, "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}");
        assertThatThrownBy(() -> new TestTable(broken).rows())
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("broken", "metadata");

        Path empty = folder.resolve("empty");
        log(
                empty,
                "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}",
                "{\"metaData\":{\"id\":\"x\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
                        + "\"schemaString\":"
                        + "\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":[]}\","
                        + "\"partitionColumns\":[],\"configuration\":{}}}");
        assertThatThrownBy(() -> new TestTable(empty).rows())
                .isInstanceOf(UnsupportedTableException.class)
                .hasMessageContaining("at least one column");
    }

    private static void log(Path table, String... actions) throws IOException {
        Files.createDirectories(table.resolve("_delta_log"));
        Files.writeString(table.resolve("_delta_log/00000000000000000000.json"), String.join("\n", actions) + "\n");
    }

    private static Object[] row(long id, String name, Integer day) {
        return new Object[] {id, name, day};
    }

    private TableReader.Found find(TableTime time) throws IOException {
        return new TableReader(table.table()).find(time);
    }

    private TableSnapshot snapshot(TableTime time) throws IOException {
        return ((TableReader.Found.Version) find(time)).snapshot();
    }

    private List<Object> ids(TableTime time) throws IOException {
        TableSnapshot snapshot = snapshot(time);
        try (RowSource rows = snapshot.rows(snapshot.plan())) {
            return TestTable.all(rows).stream().map(row -> row[0]).toList();
        }
    }
}
