package io.nifistreaming.nifi.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.nifi.json.JsonRecordSetWriter;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real table on a real disk, through NiFi's own JSON writer. */
class GetDeltaTableIT {
    @TempDir
    private Path folder;

    private TestRunner runner;
    private LakeTable table;

    @BeforeEach
    void start() throws InitializationException, IOException {
        runner = runner();
        table = new LakeTable(folder.resolve("prices"));
    }

    private TestRunner runner() throws InitializationException {
        TestRunner fresh = TestRunners.newTestRunner(GetDeltaTable.class);
        addWriter(fresh);
        fresh.setProperty("Table Path", folder + "/${table:replaceNull('prices')}");
        fresh.setProperty("Record Writer", "writer");
        return fresh;
    }

    static void addWriter(TestRunner runner) throws InitializationException {
        JsonRecordSetWriter writer = new JsonRecordSetWriter();
        runner.addControllerService("writer", writer);
        runner.setProperty(writer, "Schema Write Strategy", "no-schema");
        runner.setProperty(writer, "output-grouping", "output-oneline");
        runner.setProperty(writer, "Timestamp Format", "yyyy-MM-dd HH:mm:ss.SSS");
        runner.setProperty(writer, "Date Format", "yyyy-MM-dd");
        runner.enableControllerService(writer);
    }

    @Test
    void aVersionIsReadWithItsColumnsInFlowFilesOfSoManyRows() throws IOException {
        table.append("a", "b");
        table.append("c");
        runner.setIncomingConnection(false);
        runner.setNonLoopConnection(false);
        runner.setProperty("Max Rows per Flow File", "2");
        runner.run();

        List<MockFlowFile> all = runner.getFlowFilesForRelationship("success");
        assertThat(all).extracting(one -> one.getAttribute("record.count")).containsExactly("2", "1");
        assertThat(all).extracting(one -> one.getAttribute("fragment.index")).containsExactly("0", "1");
        assertThat(all).allSatisfy(one -> {
            one.assertAttributeEquals("delta.version", "1");
            one.assertAttributeEquals("fragment.count", "2");
            one.assertAttributeEquals("delta.table", folder + "/prices");
        });
        assertThat(all.get(0).getContent())
                .startsWith("{\"sku\":\"a\",\"price\":1.50,\"day\":\"2026-11-24\",\"seen_at\":\"2026-11-2");
        assertThat(runner.getProvenanceEvents())
                .filteredOn(event -> event.getEventType() == ProvenanceEventType.RECEIVE)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getTransitUri()).endsWith("prices?version=1"));
    }

    @Test
    void aFlowFileAsksForAVersionColumnsAndRows() throws IOException {
        table.append("a", "b", "c");
        table.append("d");
        runner.setProperty("Version", "${version}");
        runner.setProperty("Columns", "sku");
        runner.setProperty("Row Filter", "price >= ${least}");
        runner.enqueue("", Map.of("version", "0", "least", "2", "asked-by", "me"));
        runner.run();

        runner.assertTransferCount("original", 1);
        MockFlowFile told = runner.getFlowFilesForRelationship("success").get(0);
        told.assertContentEquals("{\"sku\":\"b\"}\n{\"sku\":\"c\"}");
        told.assertAttributeEquals("asked-by", "me");
    }

    @Test
    void whatCantBeReadGoesToFailureWithTheReason() throws IOException {
        table.append("a");
        runner.setProperty("Version", "${version}");
        runner.setProperty("Columns", "${columns}");
        runner.enqueue("", Map.of("version", "7", "columns", "sku"));
        runner.enqueue("", Map.of("version", "0", "columns", "colour"));
        runner.enqueue("", Map.of("version", "0", "columns", "sku", "table", "none"));
        runner.run(3);

        assertThat(runner.getFlowFilesForRelationship("failure"))
                .extracting(one -> one.getAttribute("stream.error.message"))
                .satisfiesExactly(
                        message -> assertThat(message).contains("no version 7"),
                        message -> assertThat(message).contains("'colour'", "sku"),
                        message -> assertThat(message).contains("There is no table"));
        runner.assertTransferCount("success", 0);
    }

    @Test
    void fieldsThatSayNothingOfUseAreRefused() {
        runner.assertValid();
        runner.setProperty("Row Filter", "price >");
        runner.assertNotValid();
        runner.setProperty("Row Filter", "price > 1");
        runner.setProperty("Version", "first");
        runner.assertNotValid();
        runner.setProperty("Version", "1");
        runner.setProperty("Timestamp", "2026-11-24T10:00:00Z");
        runner.assertNotValid();
    }
}
