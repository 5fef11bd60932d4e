package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark reads what we write, skips what it need not read, and writes to it; and we go on from there. */
class OthersReadIT {
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("sku", Simple.STRING).notNull(),
            Column.of("price", new Decimal(12, 2)),
            Column.of("exact", new Decimal(38, 10)),
            Column.of("count", Simple.LONG),
            Column.of("size", Simple.INTEGER),
            Column.of("small", Simple.SHORT),
            Column.of("tiny", Simple.BYTE),
            Column.of("ratio", Simple.DOUBLE),
            Column.of("half", Simple.FLOAT),
            Column.of("in_stock", Simple.BOOLEAN),
            Column.of("raw", Simple.BINARY),
            Column.of("observed_at", Simple.TIMESTAMP),
            Column.of("tags", new ListOf(Simple.STRING, true)),
            Column.of("seen", new MapOf(Simple.STRING, Simple.LONG, true)),
            Column.of("shop", new Struct(List.of(Column.of("name", Simple.STRING), Column.of("open", Simple.DATE)))),
            Column.of("day", Simple.DATE));
    private static final WritePlan PLAN = WritePlan.of(SCHEMA, "day");
    private static final Instant TIME = Instant.parse("2026-11-24T22:15:00.123456Z");
    private static final int DAY = (int) LocalDate.parse("2026-11-24").toEpochDay();

    private final Configuration configuration = new Configuration();

    @TempDir
    private Path folder;

    @Test
    void sparkReadsEachTypeTravelsInTimeSkipsFilesAndWrites() throws IOException {
        String path = folder.resolve("table").toString();
        for (int version = 0; version < 12; version++) {
            commit(path, row("sku-" + version, version));
        }
        commit(path, nulls("empty"));

        List<List<JsonNode>> answers = Spark.ask(
                path,
                "sql",
                "SELECT *, hex(raw) AS bytes FROM $T WHERE sku = 'sku-7'",
                "sql",
                "SELECT count(*) AS rows FROM $T VERSION AS OF 3",
                "sql",
                "SELECT count(*) AS rows, sum(price) AS prices, CAST(sum(exact) AS STRING) AS exacts FROM $T",
                "files",
                "SELECT * FROM $T WHERE count = 7",
                "files",
                "SELECT * FROM $T WHERE day = '2001-01-01'",
                "sql",
                "SELECT * FROM $T WHERE sku = 'empty'",
                "sql",
                "DESCRIBE HISTORY $T LIMIT 1",
                "sql",
                "INSERT INTO $T (sku, price) VALUES ('of-spark', 1.50)");

        JsonNode seventh = answers.get(0).get(0);
        assertThat(seventh.path("price").decimalValue()).isEqualByComparingTo("7.25");
        assertThat(seventh.path("observed_at").asText()).isEqualTo("2026-11-24T22:15:00.123Z");
        assertThat(seventh.path("bytes").asText()).isEqualTo("00FF07");
        assertThat(seventh.path("tags")).hasSize(2);
        assertThat(seventh.path("seen").path("a").asLong()).isEqualTo(7);
        assertThat(seventh.path("shop").path("open").asText()).isEqualTo("2026-11-24");
        assertThat(seventh.path("tiny").asInt()).isEqualTo(-7);
        assertThat(answers.get(1).get(0).path("rows").asInt()).isEqualTo(4);
        assertThat(answers.get(2).get(0).path("rows").asInt()).isEqualTo(13);
        assertThat(answers.get(2).get(0).path("prices").decimalValue()).isEqualByComparingTo("69.00");
        assertThat(new BigDecimal(answers.get(2).get(0).path("exacts").asText()))
                .isEqualByComparingTo(
                        new BigDecimal("-12345678901234567890.0123456789").multiply(BigDecimal.valueOf(12)));
        assertThat(answers.get(3).get(0).asInt()).as("files that hold 7").isEqualTo(1);
        assertThat(answers.get(4).get(0).asInt())
                .as("files of a day without rows")
                .isZero();
        assertThat(answers.get(5).get(0)).hasSize(1);
        assertThat(answers.get(6)
                        .get(0)
                        .path("operationParameters")
                        .path("flow")
                        .asText())
                .isEqualTo("of the test");
        assertThat(DeltaTable.at(configuration, path).state().version()).isEqualTo(13);

        commit(path, row("after-spark", 1));

        assertThat(Spark.ask(path, "sql", "SELECT count(*) AS rows FROM $T")
                        .get(0)
                        .get(0)
                        .path("rows")
                        .asInt())
                .isEqualTo(15);
    }

    private void commit(String path, Object[] row) throws IOException {
        DeltaTable table = DeltaTable.at(configuration, path);
        List<DataFile> files;
        try (RecordParquetWriter writer = new RecordParquetWriter(configuration, path, PLAN)) {
            writer.write(row);
            files = writer.finish();
        }
        TableCommit commit = TableCommit.of(PLAN, files, List.of()).withInfo(Map.of("flow", "of the test"));
        assertThat(new TableCommitter(table, Clock.systemUTC()).commit(commit, TableState.NONE))
                .isInstanceOf(CommitOutcome.Committed.class);
    }

    private static Object[] row(String sku, int number) {
        return new Object[] {
            sku,
            new BigDecimal(number + ".25"),
            new BigDecimal("-12345678901234567890.0123456789"),
            (long) number,
            number,
            -number,
            -number,
            number / 2.0,
            number / 2.0f,
            number % 2 == 0,
            new byte[] {0, -1, (byte) number},
            ChronoUnit.MICROS.between(Instant.EPOCH, TIME),
            java.util.Arrays.asList("x", null),
            Map.of("a", (long) number),
            new Object[] {"Käse", DAY},
            number % 3 == 0 ? null : DAY
        };
    }

    private static Object[] nulls(String sku) {
        Object[] row = new Object[SCHEMA.columns().size()];
        row[0] = sku;
        return row;
    }
}
