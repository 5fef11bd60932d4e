package io.nifistreaming.nifi.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.nifi.json.JsonTreeReader;
import org.apache.nifi.processor.Processor;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Describes, optimizes, restores and vacuums a real table, beside who writes to it. */
class TableCareIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SourceId SOURCE = new SourceId(OriginKind.KAFKA, "prices-0", 0);

    @TempDir
    private Path folder;

    private LakeTable table;

    @BeforeEach
    void open() throws IOException {
        table = new LakeTable(folder.resolve("prices"));
    }

    @Test
    void aTableIsDescribed() throws Exception {
        table.append("a", "b");
        table.append("c");
        TestRunner runner = runner(DescribeDeltaTable.class);
        runner.run();

        JsonNode record = records(runner).get(0);
        assertThat(record.path("version").asLong()).isEqualTo(1);
        assertThat(record.path("rows").asLong()).isEqualTo(3);
        assertThat(record.path("files").asLong()).isEqualTo(2);
        assertThat(record.path("schema").asText()).startsWith("sku string, price decimal(12,2), day date");
        assertThat(record.path("min_writer_version").asInt()).isEqualTo(2);
        told(runner).assertAttributeEquals("delta.files.small", "2");
        told(runner).assertAttributeEquals("delta.rows", "3");
    }

    @Test
    void theHistoryTellsWhoMadeEachVersionAlsoOurOwnCare() throws Exception {
        table.append("a");
        table.append("b");
        runner(OptimizeDeltaTable.class).run();
        TestRunner runner = runner(DescribeDeltaTable.class);
        runner.setProperty("What to Tell", "History");
        runner.setProperty("Max Versions", "2");
        runner.run();

        assertThat(records(runner))
                .extracting(one -> one.path("version").asInt())
                .containsExactly(2, 1);
        assertThat(records(runner))
                .extracting(one -> one.path("operation").asText())
                .containsExactly("OPTIMIZE", "WRITE");
        assertThat(records(runner)
                        .get(0)
                        .path("metrics")
                        .path("numRemovedFiles")
                        .asText())
                .isEqualTo("2");
        assertThat(records(runner).get(1).path("parameters").path("flow").asText())
                .isEqualTo("test");
    }

    @Test
    void smallFilesAreOptimizedAndADryRunOnlyTells() throws Exception {
        table.append("a");
        table.append("b");
        TestRunner runner = runner(OptimizeDeltaTable.class);
        runner.setProperty("Dry Run", "true");
        runner.run();
        assertThat(table.files()).isEqualTo(2);
        told(runner).assertAttributeEquals("delta.optimize.result", "planned");
        runner.clearTransferState();
        runner.setProperty("Dry Run", "false");
        runner.setProperty("Row Order", "Z-Order");
        runner.setProperty("Order Columns", "sku, price");
        runner.run();

        assertThat(table.files()).isEqualTo(1);
        assertThat(table.skus()).containsExactlyInAnyOrder("a", "b");
        told(runner).assertAttributeEquals("delta.optimize.result", "done");
        told(runner).assertAttributeEquals("delta.version", "2");
        assertThat(records(runner).get(0).path("files_removed").asLong()).isEqualTo(2);
    }

    @Test
    void whatPutDeltaTableHoldsSurvivesOptimizeAndRestoreSoThatAReplayIsADuplicate() throws Exception {
        TestRunner put = put();
        offer(put, 0, "a");
        put.run();
        offer(put, 1, "b");
        put.run();
        runner(OptimizeDeltaTable.class).run();
        TestRunner restore = runner(RestoreDeltaTable.class);
        restore.setProperty("Version", "0");
        restore.run();
        told(restore).assertAttributeEquals("delta.restore.result", "restored");
        offer(put, 0, "a");
        offer(put, 1, "b");
        put.run();
        offer(put, 2, "c");
        put.run();

        put.assertTransferCount("duplicate", 2);
        assertThat(table.skus()).containsExactlyInAnyOrder("a", "c");
        restore.clearTransferState();
        restore.setProperty("Held Ranges", "Restore");
        restore.run();
        offer(put, 1, "b");
        put.run();
        assertThat(table.skus()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aVersionWithoutItsFilesIsNotRestoredAndTheFilesAreNamed() throws Exception {
        table.append("a");
        table.append("b");
        Path missing = table.dataFiles().get(0);
        runner(OptimizeDeltaTable.class).run();
        Files.delete(missing);
        TestRunner runner = runner(RestoreDeltaTable.class);
        runner.setProperty("Version", "${version}");
        runner.setIncomingConnection(true);
        runner.enqueue("", Map.of("version", "1"));
        runner.run();

        assertThat(runner.getFlowFilesForRelationship("failure"))
                .singleElement()
                .satisfies(one -> assertThat(one.getAttribute("stream.error.message"))
                        .contains(missing.getFileName().toString()));
        assertThat(table.version()).isEqualTo(2);
    }

    @Test
    void aVacuumTellsEachFileAndKeepsWhatTheRetentionNeeds() throws Exception {
        table.append("a");
        table.append("b");
        runner(OptimizeDeltaTable.class).run();
        TestRunner runner = runner(VacuumDeltaTable.class);
        runner.run();
        assertThat(table.dataFiles()).hasSize(3);
        told(runner).assertAttributeEquals("delta.vacuum.retained", "2");

        runner.clearTransferState();
        runner.setProperty("Retention", "0 sec");
        runner.setProperty("Dry Run", "true");
        runner.run();
        assertThat(runner.getLogger().getWarnMessages())
                .anySatisfy(warning -> assertThat(warning.getMsg()).contains("delta.deletedFileRetentionDuration"));

        TestRunner confirmed = runner(VacuumDeltaTable.class);
        confirmed.setProperty("Retention", "0 sec");
        confirmed.setProperty("Confirm Short Retention", "true");
        confirmed.run();
        assertThat(table.dataFiles()).hasSize(1);
        assertThat(records(confirmed)).hasSize(2).allSatisfy(one -> {
            assertThat(one.path("cause").asText()).isEqualTo("removed");
            assertThat(one.path("result").asText()).isEqualTo("deleted");
        });
        assertThat(table.skus()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whatAWriterLeftBehindGoesWhenItIsOldEnough() throws Exception {
        table.append("a");
        Path left = folder.resolve("prices/part-of-a-crash.parquet");
        Files.writeString(left, "unfinished");
        TestRunner runner = runner(VacuumDeltaTable.class);
        runner.run();
        assertThat(left).exists();

        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(8 * 86_400)));
        runner.run();
        assertThat(left).doesNotExist();
    }

    @Test
    void fieldsThatWouldDoHarmAreRefused() throws Exception {
        TestRunner vacuum = runner(VacuumDeltaTable.class);
        vacuum.setProperty("Min Age of Unknown Files", "10 min");
        vacuum.assertNotValid();
        TestRunner restore = runner(RestoreDeltaTable.class);
        restore.assertNotValid();
        TestRunner optimize = runner(OptimizeDeltaTable.class);
        optimize.setProperty("Partition Filter", "day >=");
        optimize.assertNotValid();
    }

    private TestRunner runner(Class<? extends Processor> type) throws InitializationException {
        TestRunner runner = TestRunners.newTestRunner(type);
        GetDeltaTableIT.addWriter(runner);
        runner.setIncomingConnection(false);
        runner.setNonLoopConnection(false);
        runner.setProperty("Table Path", folder + "/prices");
        runner.setProperty("Record Writer", "writer");
        return runner;
    }

    private TestRunner put() throws InitializationException {
        TestRunner put = TestRunners.newTestRunner(PutDeltaTable.class);
        JsonTreeReader reader = new JsonTreeReader();
        put.addControllerService("reader", reader);
        put.enableControllerService(reader);
        put.setProperty("Record Reader", "reader");
        put.setProperty("Table Path", folder + "/prices");
        put.setProperty("Max Age before Commit", "0 sec");
        return put;
    }

    private static void offer(TestRunner put, long first, String sku) {
        byte[] content = ("{\"sku\":\"" + sku + "\"}").getBytes(StandardCharsets.UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        Origin origin = new Origin(
                SOURCE, new Range(first, first + 1), content.length, checksum.getValue(), Instant.EPOCH, "test");
        Map<String, String> attributes = new HashMap<>(origin.attributes());
        attributes.put("record.count", "1");
        put.enqueue(content, attributes);
    }

    private static MockFlowFile told(TestRunner runner) {
        runner.assertTransferCount("success", 1);
        return runner.getFlowFilesForRelationship("success").get(0);
    }

    private static List<JsonNode> records(TestRunner runner) {
        return told(runner)
                .getContent()
                .lines()
                .map(line -> {
                    try {
                        return JSON.readTree(line);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
