package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.TableChanges.Change;
import io.nifistreaming.delta.TableChanges.Removals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark writes we read, travel in and tell the changes of; and what we can't, we refuse by name. */
class SparkTablesIT {
    @TempDir
    private Path folder;

    @Test
    void eachTypeOfSparkIsReadAlsoThroughACheckpointOfManyPartsAndItsChangesTold() throws IOException {
        Path path = folder.resolve("table");
        sql(
                path,
                "CREATE TABLE $T (id BIGINT NOT NULL, small SMALLINT, tiny TINYINT, n INT, f FLOAT, d DOUBLE,"
                        + " price DECIMAL(12,2), exact DECIMAL(38,10), s STRING, b BINARY, ok BOOLEAN, day DATE,"
                        + " at TIMESTAMP, tags ARRAY<STRING>, m MAP<STRING, BIGINT>,"
                        + " shop STRUCT<name: STRING, open: DATE>,"
                        + " part STRING, ptime TIMESTAMP) USING DELTA PARTITIONED BY (part, ptime)"
                        + " TBLPROPERTIES('delta.checkpointInterval' = '4')",
                "SET spark.databricks.delta.checkpoint.partSize = 1",
                "SET spark.sql.parquet.datetimeRebaseModeInWrite = CORRECTED",
                "SET spark.sql.parquet.int96RebaseModeInWrite = CORRECTED",
                "INSERT INTO $T VALUES (1, 2, 3, 4, 0.5, 0.25, 12.50, -12345678901234567890.0000000001, 'Käse',"
                        + " X'00FF', true, DATE'0099-11-24', TIMESTAMP'1500-11-24 22:15:00.123456', array('x', null),"
                        + " map('a', 1L), named_struct('name', 'n', 'open', DATE'2026-11-25'), 'a b/c=%',"
                        + " TIMESTAMP'2026-11-24 10:00:00.5')",
                "INSERT INTO $T (id) VALUES (2)",
                "ALTER TABLE $T ADD COLUMN note STRING",
                "INSERT INTO $T (id, note, part) VALUES (3, 'new', 'x'), (4, 'old', 'x')",
                "UPDATE $T SET note = 'other' WHERE id = 4",
                "DELETE FROM $T WHERE id = 2");
        TestTable table = new TestTable(path);

        assertThat(checkpointParts(path)).as("parts of a checkpoint").isGreaterThan(1);
        String nulls = ", null".repeat(15);
        assertThat(table.rows())
                .containsExactlyInAnyOrder(
                        "{L:1, I:2, I:3, I:4, F:0.5, D:0.25, B:12.50, B:-12345678901234567890.0000000001, S:Käse,"
                                + " bytes[0, -1], B:true, I:-683041, L:-14803436699876544, [S:x, null], <S:S:a=L:1>,"
                                + " {S:n, I:20782}, S:a b/c=%, L:1795514400500000, null}",
                        "{L:3" + nulls + ", S:x, null, S:new}", "{L:4" + nulls + ", S:x, null, S:other}");
        assertThat(TestTable.all(version(table, 2).rows(version(table, 2).plan())))
                .hasSize(2);
        assertThat(table.snapshot().files(FilterText.parse("part = 'a b/c=%' AND ptime > '2026-11-24'")))
                .hasSize(1);

        TableChanges changes = new TableChanges(table.table(), Removals.DIFFERENCE);
        assertThat(told(changes, table, 5))
                .containsExactly("{L:4, S:old, S:update_preimage}", "{L:4, S:other, S:update_postimage}");
        assertThat(told(changes, table, 6)).containsExactly("{L:2, null, S:delete}");
        assertThat(TableDescription.of(table.table()).orElseThrow().rows()).hasValue(3);
    }

    @Test
    void whatWeCantReadOrWriteIsRefusedWithTheFeatureAndTheRemedy() throws IOException {
        Map<String, String> properties = Map.of(
                "deletionVectors", "delta.enableDeletionVectors",
                "typeWidening", "delta.enableTypeWidening",
                "changeDataFeed", "delta.enableChangeDataFeed",
                "rowTracking", "delta.enableRowTracking");
        List<String> queries = new ArrayList<>();
        properties.forEach((feature, property) -> queries.add(
                "CREATE TABLE " + named(feature) + " (id INT) USING DELTA TBLPROPERTIES('" + property + "' = 'true')"));
        queries.add("CREATE TABLE " + named("columnMapping")
                + " (id INT) USING DELTA TBLPROPERTIES('delta.columnMapping.mode' = 'name')");
        queries.add("CREATE TABLE " + named("v2Checkpoint")
                + " (id INT) USING DELTA TBLPROPERTIES('delta.checkpointPolicy' = 'v2')");
        queries.add("CREATE TABLE " + named("timestampNtz") + " (id TIMESTAMP_NTZ) USING DELTA");
        queries.add("CREATE TABLE " + named("checkConstraints") + " (id INT) USING DELTA");
        queries.add("ALTER TABLE " + named("checkConstraints") + " ADD CONSTRAINT small CHECK (id < 10)");
        queries.add("INSERT INTO " + named("checkConstraints") + " VALUES (7)");
        sql(folder.resolve("unused"), queries.toArray(String[]::new));

        for (String feature :
                List.of("deletionVectors", "typeWidening", "columnMapping", "v2Checkpoint", "timestampNtz")) {
            assertThatThrownBy(() -> new TestTable(folder.resolve(feature)).rows())
                    .as(feature)
                    .isInstanceOf(UnsupportedTableException.class)
                    .hasMessageContainingAll("can't be read", feature, "DROP FEATURE " + feature, "minReaderVersion");
        }
        TableSchema schema = TableSchema.of(Column.of("id", Simple.INTEGER));
        for (String feature : List.of("changeDataFeed", "rowTracking", "checkConstraints")) {
            TestTable table = new TestTable(folder.resolve(feature));
            assertThat(table.rows()).as(feature).hasSize(feature.equals("checkConstraints") ? 1 : 0);
            assertThatThrownBy(() -> table.append(WritePlan.of(schema), new Object[] {1}))
                    .as(feature)
                    .isInstanceOf(UnsupportedTableException.class)
                    .hasMessageContainingAll("can't be written to", feature, "DROP FEATURE " + feature);
            assertThatThrownBy(() -> new TableCompactor(table.table(), Clock.systemUTC())
                            .compact(CompactionPlan.defaults(), Map.of()))
                    .as(feature)
                    .isInstanceOf(UnsupportedTableException.class);
        }
    }

    private String named(String feature) {
        return "delta.`" + folder.resolve(feature) + "`";
    }

    private static List<List<JsonNode>> sql(Path table, String... queries) throws IOException {
        return Spark.ask(
                table.toString(),
                Stream.of(queries).flatMap(query -> Stream.of("sql", query)).toArray(String[]::new));
    }

    private static long checkpointParts(Path table) throws IOException {
        try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
            return log.filter(
                            file -> file.getFileName().toString().matches("\\d+\\.checkpoint\\.\\d+\\.\\d+\\.parquet"))
                    .count();
        }
    }

    private static TableSnapshot version(TestTable table, long number) throws IOException {
        return ((TableReader.Found.Version) new TableReader(table.table()).find(new TableTime.Version(number)))
                .snapshot();
    }

    private static List<String> told(TableChanges changes, TestTable table, long version) throws IOException {
        ReadPlan plan = table.snapshot().plan().withColumns(List.of("id", "note"));
        return RowText.of(
                TestTable.all(changes.open((Change.Rows) changes.of(version).orElseThrow(), plan, List.of("id"))));
    }
}
