package io.nifistreaming.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.Column;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.DataFile;
import io.nifistreaming.delta.DeltaTable;
import io.nifistreaming.delta.RecordParquetWriter;
import io.nifistreaming.delta.TableCommit;
import io.nifistreaming.delta.TableCommitter;
import io.nifistreaming.delta.TableSchema;
import io.nifistreaming.delta.WritePlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On tables that lie in the lake of a sandbox which does not run. */
class TableCommandTest {
    private static final TableSchema SCHEMA =
            TableSchema.of(Column.of("sku", Simple.STRING), Column.of("price", Simple.LONG));

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(dir.resolve("sandbox.properties"), "port-base=20000\n");
        append("bronze/prices", row("a", 1), row("b", 2));
        append("bronze/prices", row("c", 3));
    }

    @Test
    void rowsAreLinesOfJsonAndNothingElseGoesToStandardOutput() {
        assertThat(run("table", "prices")).as(err.toString()).isZero();

        assertThat(out.toString())
                .isEqualTo("{\"sku\":\"a\",\"price\":1}\n{\"sku\":\"b\",\"price\":2}\n{\"sku\":\"c\",\"price\":3}\n");
        assertThat(err.toString()).contains("3 rows of version 1").doesNotContain("more");
    }

    @Test
    void aVersionColumnsRowsAndACountAreChosen() {
        assertThat(run("table", "bronze/prices", "--version", "0", "--columns", "sku", "--where", "price >= 2"))
                .as(err.toString())
                .isZero();
        assertThat(run("table", "prices", "--at", "2100-01-01T00:00:00Z", "-n", "1"))
                .isZero();

        assertThat(out.toString()).isEqualTo("{\"sku\":\"b\"}\n{\"sku\":\"a\",\"price\":1}\n");
        assertThat(err.toString()).contains("1 rows of version 0", "there are more");
    }

    @Test
    void theHistoryHasTheNewestVersionFirst() {
        assertThat(run("table", "prices", "--history")).as(err.toString()).isZero();

        assertThat(out.toString().lines()).hasSize(2).first().asString().contains(" 1 ", "WRITE", "numOutputRows=1");
    }

    @Test
    void withoutANameTheTablesAreListed() throws IOException {
        append("silver/stock", row("a", 1));

        assertThat(run("table")).isZero();

        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("bronze/prices ").contains("3 rows", "2 files"),
                        line -> assertThat(line).startsWith("silver/stock ").contains("1 rows"));
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() throws IOException {
        assertThat(run("table", "stock")).isEqualTo(3);
        assertThat(run("table", "prices", "--version", "7")).isEqualTo(3);
        assertThat(run("table", "prices", "--columns", "colour")).isEqualTo(3);
        assertThat(run("table", "prices", "--where", "price >")).isEqualTo(3);
        append("silver/prices", row("a", 1));
        assertThat(run("table", "prices")).isEqualTo(3);

        assertThat(err.toString())
                .contains("There is no table 'stock'", "there are bronze/prices.", "no version 7, but 0 to 1")
                .contains("no column 'colour'", "a value", "bronze/prices or silver/prices")
                .doesNotContain("A bug");
    }

    @Test
    void twoTimesAtOnceAndOddOnesAreWrongUse() {
        assertThat(run("table", "prices", "--version", "0", "--history")).isEqualTo(2);
        assertThat(run("table", "prices", "--at", "yesterday")).isEqualTo(2);
        assertThat(run("table", "prices", "-n", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("2026-11-24T10:15:00Z");
    }

    private int run(String... arguments) {
        CommandLine line = SandboxCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(arguments), java.util.stream.Stream.of("--dir", dir.toString()))
                .toArray(String[]::new);
        return line.execute(all);
    }

    private void append(String name, Object[]... rows) throws IOException {
        String path = dir.resolve("lake").resolve(name).toUri().toString();
        DeltaTable table = DeltaTable.at(new Configuration(), path);
        WritePlan plan = WritePlan.of(SCHEMA);
        List<DataFile> files;
        try (RecordParquetWriter writer = new RecordParquetWriter(new Configuration(), path, plan)) {
            for (Object[] row : rows) {
                writer.write(row);
            }
            files = writer.finish();
        }
        new TableCommitter(table, Clock.systemUTC())
                .commit(TableCommit.of(plan, files, List.of()), table.state().version());
    }

    private static Object[] row(String sku, long price) {
        return new Object[] {sku, price};
    }
}
