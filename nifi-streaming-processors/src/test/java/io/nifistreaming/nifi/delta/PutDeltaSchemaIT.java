package io.nifistreaming.nifi.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.actions.Metadata;
import io.nifistreaming.delta.Column;
import io.nifistreaming.delta.ColumnType;
import io.nifistreaming.delta.DeltaTable;
import io.nifistreaming.delta.TableCommit;
import io.nifistreaming.delta.TableCommitter;
import io.nifistreaming.delta.TableSchema;
import io.nifistreaming.delta.TableState;
import io.nifistreaming.delta.WritePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table that is made is told, and what one that is there demands. */
class PutDeltaSchemaIT {
    private static final Map<String, String> PRICES = Map.of("table", "prices");

    @TempDir
    private Path folder;

    private TestRunner runner;

    @BeforeEach
    void start() throws InitializationException {
        runner = DeltaRunner.on(folder);
    }

    @Test
    void aTableThatIsMadeKeepsToItsProperties() {
        runner.setProperty("Table Properties", "delta.checkpointInterval = 2, owner = shop");
        for (int version = 0; version < 3; version++) {
            runner.enqueue("{\"sku\":\"" + version + "\"}", PRICES);
            runner.run();
        }

        Metadata metadata = DeltaRunner.log(folder, "prices").update().getMetadata();
        assertThat(metadata.getConfiguration())
                .containsEntry("delta.checkpointInterval", "2")
                .containsEntry("owner", "shop");
        assertThat(Files.exists(folder.resolve("prices/_delta_log/00000000000000000002.checkpoint.parquet")))
                .isTrue();
        runner.setProperty("Table Properties", "delta.enableChangeDataFeed = true");
        runner.assertNotValid();
    }

    @Test
    void whatMayNotBeNullMakesARecordInvalidUnlessItDeletes() throws IOException {
        make(TableSchema.of(
                Column.of("sku", ColumnType.Simple.STRING).notNull(),
                Column.of("name", ColumnType.Simple.STRING).notNull()));
        runner.setProperty("Write Mode", "Merge");
        runner.setProperty("Merge Keys", "sku");
        runner.setProperty("Delete Field", "op");
        runner.enqueue(
                "{\"sku\":\"a\",\"name\":\"A\",\"op\":\"c\"}\n{\"sku\":\"b\",\"op\":\"c\"}\n"
                        + "{\"sku\":\"c\",\"name\":\"C\",\"op\":\"c\"}\n",
                PRICES);
        runner.run();
        runner.enqueue("{\"sku\":\"a\",\"op\":\"d\"}", PRICES);
        runner.run();

        assertThat(runner.getFlowFilesForRelationship("invalid"))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.getAttribute("stream.error.message")).contains("'name'"));
        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(one -> one.getAttribute("delta.rows.inserted") + one.getAttribute("delta.rows.deleted"))
                .containsExactly("20", "01");
    }

    private void make(TableSchema schema) throws IOException {
        DeltaTable table = DeltaTable.at(
                new Configuration(), folder.resolve("prices").toUri().toString());
        TableCommit nothing = TableCommit.of(WritePlan.of(schema), List.of(), List.of());
        new TableCommitter(table, Clock.systemUTC()).commit(nothing, TableState.NONE);
    }
}
