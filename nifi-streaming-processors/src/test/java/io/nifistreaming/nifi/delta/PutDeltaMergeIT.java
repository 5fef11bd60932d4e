package io.nifistreaming.nifi.delta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merging with NiFi's own JSON reader into a real table. */
class PutDeltaMergeIT {
    private static final SourceId PRICES = new SourceId(OriginKind.KAFKA, "competitor_prices-0", 0);

    @TempDir
    private Path folder;

    private TestRunner runner;

    @BeforeEach
    void start() throws InitializationException {
        runner = DeltaRunner.on(folder);
        runner.setProperty("Write Mode", "Merge");
        runner.setProperty("Merge Keys", "${keys:replaceEmpty('sku')}");
        runner.setProperty("Sequence Field", "seq");
        runner.setProperty("Delete Field", "op");
        runner.assertValid();
    }

    @Test
    void recordsAreInsertedUpdatedDeletedOrChangeNothing() throws IOException {
        offer(
                0,
                "{\"sku\":\"a\",\"seq\":1,\"price\":1,\"op\":\"c\"}",
                "{\"sku\":\"b\",\"seq\":1,\"price\":2,\"op\":\"c\"}");
        runner.run();
        offer(
                2,
                "{\"sku\":\"a\",\"seq\":3,\"price\":10,\"op\":\"u\"}",
                "{\"sku\":\"a\",\"seq\":2,\"price\":5,\"op\":\"u\"}",
                "{\"sku\":\"b\",\"seq\":2,\"price\":null,\"op\":\"D\"}",
                "{\"sku\":\"c\",\"seq\":1,\"price\":3,\"op\":\"c\"}");
        runner.run();

        assertThat(rows("prices")).containsExactlyInAnyOrder("a 3 10", "c 1 3");
        assertThat(columns("prices")).containsExactly("sku", "seq", "price");
        MockFlowFile second = runner.getFlowFilesForRelationship("success").get(1);
        second.assertAttributeEquals("delta.rows.inserted", "1");
        second.assertAttributeEquals("delta.rows.updated", "1");
        second.assertAttributeEquals("delta.rows.deleted", "1");
        second.assertAttributeEquals("delta.rows.unchanged", "1");
        second.assertAttributeEquals("delta.rows.written", "2");
        second.assertAttributeEquals("delta.files.added", "1");
        second.assertAttributeEquals("delta.files.removed", "1");
        second.assertAttributeEquals("delta.version", "1");
        assertThat(runner.getCounterValue("Rows Inserted")).isEqualTo(3);
        assertThat(runner.getCounterValue("Rows Deleted")).isEqualTo(1);
        assertThat(runner.getProvenanceEvents())
                .filteredOn(event -> event.getEventType() == ProvenanceEventType.SEND)
                .last()
                .satisfies(event -> assertThat(event.getDetails()).startsWith("1 rows inserted, 1 updated, 1 deleted"));
    }

    @Test
    void aReplayIsADuplicateAndLateRecordsOfNobodyChangeNothing() throws IOException {
        offer(0, "{\"sku\":\"a\",\"seq\":5,\"price\":1}");
        runner.run();
        offer(0, "{\"sku\":\"a\",\"seq\":5,\"price\":1}");
        runner.enqueue("{\"sku\":\"a\",\"seq\":4,\"price\":9}", Map.of("table", "prices"));
        runner.run();

        runner.assertTransferCount("duplicate", 1);
        runner.assertTransferCount("success", 2);
        assertThat(rows("prices")).containsExactly("a 5 1");
        runner.getFlowFilesForRelationship("success").get(1).assertAttributeNotExists("delta.version");
    }

    @Test
    void recordsThatCantBeMergedGoTheirOwnWayWithTheReason() throws IOException {
        runner.setProperty("Equally New Records", "Reject");
        offer(
                0,
                "{\"sku\":null,\"seq\":1,\"price\":1}",
                "{\"sku\":\"a\",\"seq\":1,\"price\":1}",
                "{\"sku\":\"a\",\"seq\":1,\"price\":2}",
                "{\"sku\":\"b\",\"seq\":null,\"price\":2}",
                "{\"sku\":\"c\",\"seq\":1,\"price\":3}");
        runner.run();

        assertThat(rows("prices")).containsExactlyInAnyOrder("a 1 1", "c 1 3");
        MockFlowFile invalid = runner.getFlowFilesForRelationship("invalid").get(0);
        invalid.assertAttributeEquals("stream.error.records", "3");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : invalid.getContent().split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        assertThat(lines).extracting(line -> line.path("index").asInt()).containsExactly(0, 2, 3);
        assertThat(lines.get(0).path("reason").asText()).contains("'sku'");
        assertThat(lines.get(1).path("reason").asText()).contains("as new");
        assertThat(lines.get(1).path("record").path("price").asInt()).isEqualTo(2);
        assertThat(lines.get(2).path("reason").asText()).contains("'seq'");
    }

    @Test
    void softDeletedRowsStayMarkedAndLateRecordsStayDead() throws IOException {
        runner.setProperty("Soft Delete Column", "deleted");
        offer(0, "{\"sku\":\"a\",\"seq\":1,\"price\":1,\"op\":\"c\"}");
        runner.run();
        offer(1, "{\"sku\":\"a\",\"seq\":5,\"op\":\"delete\"}");
        offer(2, "{\"sku\":\"a\",\"seq\":4,\"price\":7,\"op\":\"u\"}");
        runner.run();

        assertThat(rows("prices")).containsExactly("a 5 1 deleted");
    }

    @Test
    void keysThatAttributesGetWrongMakeTheFlowFileInvalid() throws IOException {
        offer(0, "{\"sku\":\"a\",\"seq\":1,\"price\":1}");
        runner.enqueue("{\"sku\":\"a\",\"seq\":1}", Map.of("table", "other", "keys", "seq"));
        runner.enqueue("{\"sku\":\"a\",\"seq\":1}", Map.of("table", "prices", "keys", "shop"));
        runner.run(3);

        assertThat(rows("prices")).containsExactly("a 1 1");
        assertThat(runner.getFlowFilesForRelationship("invalid"))
                .extracting(one -> one.getAttribute("stream.error.kind"))
                .containsExactlyInAnyOrder("keys", "schema");
    }

    @Test
    void keysThatCantBeAnyAreToldBeforeItStarts() {
        runner.setProperty("Merge Keys", "sku, seq");
        runner.assertNotValid();
        runner.setProperty("Merge Keys", "sku, sku");
        runner.assertNotValid();
        runner.setProperty("Merge Keys", "sku, shop");
        runner.assertValid();
        runner.setProperty("Soft Delete Column", "shop");
        runner.assertNotValid();
        runner.setProperty("Write Mode", "Append");
        runner.assertValid();
    }

    /** Lines of JSON whose offsets count from there. */
    private void offer(long first, String... records) {
        byte[] content = (String.join("\n", records) + "\n").getBytes(UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        Range range = new Range(first, first + records.length);
        Origin origin = new Origin(PRICES, range, content.length, checksum.getValue(), Instant.EPOCH, "test");
        Map<String, String> attributes = new HashMap<>(origin.attributes());
        attributes.put("table", "prices");
        attributes.put("record.count", String.valueOf(records.length));
        runner.enqueue(content, attributes);
    }

    private List<String> columns(String table) {
        return List.of(DeltaRunner.log(folder, table)
                .update()
                .getMetadata()
                .getSchema()
                .getFieldNames());
    }

    private List<String> rows(String table) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CloseableIterator<RowRecord> open =
                DeltaRunner.log(folder, table).update().open()) {
            while (open.hasNext()) {
                RowRecord row = open.next();
                boolean marked = columns(table).contains("deleted") && row.getBoolean("deleted");
                rows.add(row.getString("sku") + " " + number(row, "seq") + " " + number(row, "price")
                        + (marked ? " deleted" : ""));
            }
        }
        return rows;
    }

    private static String number(RowRecord row, String column) {
        return row.isNullAt(column) ? "null" : String.valueOf(row.getInt(column));
    }
}
