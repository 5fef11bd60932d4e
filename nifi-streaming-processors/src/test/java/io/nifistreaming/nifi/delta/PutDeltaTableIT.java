package io.nifistreaming.nifi.delta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.nifi.json.JsonTreeReader;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real table on a real disk, through NiFi's own JSON reader. */
class PutDeltaTableIT {
    private static final SourceId PRICES = new SourceId(OriginKind.KAFKA, "competitor_prices-0", 0);

    private static final String MONEY = "{\"type\":\"record\",\"name\":\"price\",\"fields\":["
            + "{\"name\":\"sku\",\"type\":\"string\"},{\"name\":\"price\",\"type\":"
            + "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4,\"scale\":2}}]}";

    @TempDir
    private Path folder;

    private TestRunner runner;

    @BeforeEach
    void start() throws InitializationException {
        runner = TestRunners.newTestRunner(PutDeltaTable.class);
        JsonTreeReader reader = new JsonTreeReader();
        runner.addControllerService("reader", reader);
        runner.enableControllerService(reader);
        runner.setProperty("Record Reader", "reader");
        runner.setProperty("Table Path", folder + "/${table}");
        runner.setProperty("Max Age before Commit", "0 sec");
        runner.assertValid();
    }

    @Test
    void manyFlowFilesBecomeOneVersionAndAReplayIsADuplicate() throws IOException {
        offer("prices", 0, "{\"sku\":\"a\",\"price\":1}", "{\"sku\":\"b\",\"price\":2}");
        offer("prices", 2, "{\"sku\":\"c\",\"price\":3}");
        runner.run();
        offer("prices", 0, "{\"sku\":\"a\",\"price\":1}", "{\"sku\":\"b\",\"price\":2}");
        offer("prices", 3, "{\"sku\":\"d\",\"price\":4,\"colour\":\"red\"}");
        runner.run();

        runner.assertTransferCount("success", 3);
        runner.assertTransferCount("duplicate", 1);
        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(one -> one.getAttribute("delta.version"))
                .containsExactly("0", "0", "1");
        assertThat(rows("prices", "sku")).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(rows("prices", "colour")).containsExactlyInAnyOrder(null, null, null, "red");
        assertThat(runner.getProvenanceEvents())
                .filteredOn(event -> event.getEventType() == ProvenanceEventType.SEND)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.getTransitUri()).contains("prices?version="));
    }

    @Test
    void anOverlapIsCutRecordByRecord() throws IOException {
        offer("prices", 0, "{\"sku\":\"a\"}", "{\"sku\":\"b\"}");
        runner.run();
        offer("prices", 1, "{\"sku\":\"b\"}", "{\"sku\":\"c\"}");
        runner.run();

        assertThat(rows("prices", "sku")).containsExactlyInAnyOrder("a", "b", "c");
        MockFlowFile second = runner.getFlowFilesForRelationship("success").get(1);
        second.assertAttributeEquals("delta.rows.written", "1");
        second.assertAttributeEquals("delta.rows.held", "1");
    }

    @Test
    void whatComesEarlyStaysQueuedUntilTheHoleIsFilled() throws IOException {
        offer("prices", 0, "{\"sku\":\"a\"}");
        offer("prices", 2, "{\"sku\":\"c\"}");
        runner.run();
        assertThat(rows("prices", "sku")).containsExactly("a");
        assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(1);
        assertThat(runner.getLogger().getWarnMessages())
                .singleElement()
                .satisfies(warning -> assertThat(warning.getMsg()).contains("[1, 2)"));

        offer("prices", 1, "{\"sku\":\"b\"}");
        runner.run();

        assertThat(rows("prices", "sku")).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(runner.getQueueSize().getObjectCount()).isZero();
    }

    @Test
    void oneProcessorWritesToManyTables() throws IOException {
        offer("one", 0, "{\"sku\":\"a\"}");
        offer("two", 1, "{\"sku\":\"b\"}");
        runner.run(2);

        assertThat(rows("one", "sku")).containsExactly("a");
        assertThat(rows("two", "sku")).containsExactly("b");
    }

    @Test
    void recordsThatCantBeRowsGoTheirOwnWayWithTheReasonAndHoldUpNoOther() throws IOException {
        offer("prices", 0, "{\"sku\":\"a\",\"price\":1}");
        runner.run();
        offer("prices", 1, "{\"sku\":\"b\",\"price\":2}", "{\"sku\":\"c\",\"price\":99999999999}");
        offer("prices", 3, "{\"sku\":{\"x\":1},\"price\":2}");
        offer("prices", 4, "{\"sku\":\"d\",\"price\":3}");
        runner.run();

        assertThat(rows("prices", "sku")).containsExactlyInAnyOrder("a", "d");
        assertThat(runner.getFlowFilesForRelationship("invalid"))
                .hasSize(2)
                .allSatisfy(one -> one.assertAttributeEquals("stream.error.kind", "schema"));
    }

    @Test
    void aFlowFileThatIsNoRecordsGoesToFailureAndTheRestIsWritten() throws IOException {
        runner.enqueue("no json at all", Map.of("table", "prices"));
        offer("prices", 0, "{\"sku\":\"a\"}");
        runner.run(3);

        runner.assertTransferCount("failure", 1);
        assertThat(rows("prices", "sku")).containsExactly("a");
    }

    @Test
    void anOverlapThatNobodyCanCutGoesToFailureAndTheRestIsWritten() throws IOException {
        offer("prices", 0, "{\"sku\":\"a\"}", "{\"sku\":\"b\"}");
        runner.run();
        offer("prices", 1, Map.of("record.count", ""), "{\"sku\":\"b\"}", "{\"sku\":\"c\"}");
        offer("prices", 2, "{\"sku\":\"c\"}");
        runner.run(2);

        assertThat(rows("prices", "sku")).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(runner.getFlowFilesForRelationship("failure"))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.getAttribute("stream.error.message")).contains("stream.origin.position.field"));
    }

    @Test
    void aRangeOfWhichNothingIsLeftTakesItsPlaceInTheTable() throws IOException {
        offer("prices", 0, "{\"sku\":\"a\"}");
        runner.run();
        offer(PRICES, new Range(1, 5), "[]");
        offer(PRICES, new Range(5, 9), "");
        runner.run();
        offer("prices", 9, "{\"sku\":\"b\"}");
        offer(PRICES, new Range(5, 9), "");
        runner.run();

        runner.assertTransferCount("success", 4);
        runner.assertTransferCount("duplicate", 1);
        runner.assertTransferCount("failure", 0);
        runner.getFlowFilesForRelationship("success").get(1).assertAttributeEquals("delta.rows.written", "0");
        runner.getFlowFilesForRelationship("success").get(1).assertAttributeEquals("delta.version", "1");
        assertThat(rows("prices", "sku")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void beforeThereIsATableARangeWithoutRecordsIsDoneWithAtOnce() throws IOException {
        offer(PRICES, new Range(0, 5), "");
        runner.run();
        offer("prices", 5, "{\"sku\":\"a\"}");
        runner.run();

        runner.assertTransferCount("success", 2);
        runner.getFlowFilesForRelationship("success").get(0).assertAttributeNotExists("delta.version");
        assertThat(rows("prices", "sku")).containsExactly("a");
    }

    @Test
    void aFlowFileOfInvalidRecordsAloneHoldsUpNothingBehindIt() throws IOException, InitializationException {
        JsonTreeReader exact = new JsonTreeReader();
        runner.addControllerService("exact", exact);
        runner.setProperty(exact, "schema-access-strategy", "schema-text-property");
        runner.setProperty(exact, "schema-text", MONEY);
        runner.enableControllerService(exact);
        runner.setProperty("Record Reader", "exact");

        offer("prices", 0, "{\"sku\":\"b\",\"price\":1.234}", "{\"sku\":\"c\",\"price\":100.5}");
        offer("prices", 2, "{\"sku\":\"d\",\"price\":2.50}");
        offer("prices", 0, "{\"sku\":\"b\",\"price\":1.234}", "{\"sku\":\"c\",\"price\":100.5}");
        runner.run();

        assertThat(rows("prices", "sku")).containsExactly("d");
        runner.assertTransferCount("success", 2);
        runner.assertTransferCount("duplicate", 1);
        assertThat(runner.getFlowFilesForRelationship("invalid")).isNotEmpty().allSatisfy(one -> {
            one.assertAttributeEquals("stream.error.kind", "invalid-record");
            one.assertAttributeEquals("stream.error.records", "2");
        });
        assertThat(runner.getQueueSize().getObjectCount()).isZero();
    }

    /** Lines of JSON whose offsets count from there. */
    private void offer(String table, long first, String... records) {
        offer(table, first, Map.of("record.count", String.valueOf(records.length)), records);
    }

    private void offer(String table, long first, Map<String, String> more, String... records) {
        Map<String, String> attributes = new HashMap<>(more);
        attributes.put("table", table);
        offer(PRICES, new Range(first, first + records.length), String.join("\n", records) + "\n", attributes);
    }

    private void offer(SourceId source, Range range, String text) {
        offer(source, range, text, Map.of("table", "prices", "record.count", "0"));
    }

    private void offer(SourceId source, Range range, String text, Map<String, String> more) {
        byte[] content = text.getBytes(UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        Origin origin = new Origin(source, range, content.length, checksum.getValue(), Instant.EPOCH, "test");
        Map<String, String> attributes = new HashMap<>(origin.attributes());
        attributes.putAll(more);
        runner.enqueue(content, attributes);
    }

    private List<String> rows(String table, String column) throws IOException {
        List<String> rows = new ArrayList<>();
        DeltaLog log = DeltaLog.forTable(
                new Configuration(), folder.resolve(table).toUri().toString());
        try (CloseableIterator<RowRecord> open = log.update().open()) {
            while (open.hasNext()) {
                RowRecord row = open.next();
                rows.add(row.isNullAt(column) ? null : row.getString(column));
            }
        }
        return rows;
    }
}
