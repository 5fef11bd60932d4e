package io.nifistreaming.nifi.kafka;

import static io.nifistreaming.nifi.kafka.ConsumeStage.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.origin.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.nifi.json.JsonRecordSetWriter;
import org.apache.nifi.json.JsonTreeReader;
import org.apache.nifi.serialization.record.MockRecordWriter;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.Test;

/** Record mode, through NiFi's own reader and writer. */
class ConsumeRecordsIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theRecordsOfARangeAreWrittenTogetherWithTheirPlace() throws IOException {
        try (ConsumeStage stage = stage()) {
            stage.send(new ProducerRecord<>(stage.topic(), 0, 1_000_000L, bytes("k"), bytes("{\"sku\":\"A\"}")));
            stage.send("{\"sku\":\"B\",\"price\":2}", "[{\"sku\":\"C\"},{\"sku\":\"D\"}]");

            JsonNode first = JSON.readTree(stage.take("success", 1).get(0).getContent());
            List<MockFlowFile> taken = stage.take("success", first.size() == 4 ? 1 : 2);

            MockFlowFile last = taken.get(taken.size() - 1);
            last.assertAttributeEquals("stream.origin.position.field", "kafka_next_offset");
            last.assertAttributeEquals("mime.type", "application/json");
            assertThat(first.get(0).get("sku").asText()).isEqualTo("A");
            assertThat(first.get(0).get("kafka_topic").asText()).isEqualTo(stage.topic());
            assertThat(first.get(0).get("kafka_key").asText()).isEqualTo("k");
            assertThat(first.get(0).get("kafka_timestamp").asLong()).isEqualTo(1_000_000);
            assertThat(field(taken, "sku")).containsExactly("A", "B", "C", "D");
            assertThat(field(taken, "kafka_offset")).containsExactly("0", "2", "3", "3");
            assertThat(field(taken, "kafka_next_offset")).containsExactly("1", "3", "4", "4");
            assertThat(field(taken, "price")).contains("2");
        }
    }

    @Test
    void whatCanNotBeReadGoesItsOwnWayAndItsPartitionGoesOn() throws IOException {
        try (ConsumeStage stage = stage()) {
            stage.send("{\"sku\":\"A\"}", "{\"sku\":", "{\"sku\":\"B\"}");

            MockFlowFile good = stage.take("success", 1).get(0);
            MockFlowFile bad = stage.take("parse.failure", 1).get(0);

            assertThat(field(List.of(good), "sku")).containsExactly("A", "B");
            good.assertAttributeEquals("record.count", "2");
            good.assertAttributeEquals("kafka.record.count", "3");
            bad.assertContentEquals("{\"sku\":");
            bad.assertAttributeEquals("stream.error.kind", "unparsed");
            assertThat(bad.getAttribute("stream.error.message")).startsWith("Offset 1: Record Reader can't read it");
            bad.assertAttributeEquals("kafka.offset.first", "1");
            Origin whole = Origin.from(good.getAttributes()).orElseThrow();
            Origin part = Origin.from(bad.getAttributes()).orElseThrow();
            assertThat(whole.range().covers(part.range())).isTrue();
            assertThat(part.source()).isNotEqualTo(whole.source());
        }
    }

    @Test
    void aFewBadOnesAmongManyAreToldByTheirOffsets() throws IOException {
        try (ConsumeStage stage = stage().with("Linger", "1 sec")) {
            String[] values = new String[1_000];
            for (int index = 0; index < values.length; index++) {
                values[index] = "{\"sku\":\"s" + index + "\",\"price\":" + index + "}";
            }
            values[3] = "{\"sku\":\"s3\"";
            values[500] = "nothing";
            stage.send(values);

            List<MockFlowFile> bad = stage.take("parse.failure", 2);
            List<MockFlowFile> good = stage.runner().getFlowFilesForRelationship("success");

            assertThat(bad)
                    .extracting(one -> one.getAttribute("kafka.offset.first"))
                    .containsExactly("3", "500");
            List<String> offsets = field(good, "kafka_offset");
            List<String> prices = field(good, "price");
            assertThat(offsets).hasSize(998).isEqualTo(prices);
        }
    }

    @Test
    void aRangeOfWhichNothingCanBeReadComesEmpty() throws IOException {
        try (ConsumeStage stage = stage()) {
            stage.send("no JSON");
            stage.send(new ProducerRecord<>(stage.topic(), bytes("gone"), bytes(null)));

            List<MockFlowFile> bad = stage.take("parse.failure", 2);
            List<MockFlowFile> empty = stage.runner().getFlowFilesForRelationship("success");

            assertThat(bad)
                    .extracting(one -> one.getAttribute("stream.error.kind"))
                    .containsExactly("unparsed", "tombstone");
            bad.get(1).assertAttributeEquals("kafka.key", "gone");
            assertThat(empty).isNotEmpty().allSatisfy(one -> one.assertAttributeEquals("record.count", "0"));
            assertThat(field(empty, "sku")).isEmpty();
        }
    }

    @Test
    void aRecordThatTheWriterRefusesGoesItsOwnWayToo() {
        MockRecordWriter picky = new MockRecordWriter(null, false, 2);
        try (ConsumeStage stage = ConsumeStage.on(KAFKA)
                .service("reader", new JsonTreeReader(), Map.of())
                .service("writer", picky, Map.of())
                .with("Consume Mode", "Record")
                .with("Record Reader", "reader")
                .with("Record Writer", "writer")) {
            stage.send("[{\"a\":1},{\"a\":2},{\"a\":3},{\"a\":4}]", "{\"a\":5}");

            MockFlowFile bad = stage.take("parse.failure", 1).get(0);
            MockFlowFile good = stage.take("success", 1).get(0);

            bad.assertAttributeEquals("stream.error.kind", "unwritable");
            bad.assertAttributeEquals("kafka.offset.first", "0");
            good.assertAttributeEquals("record.count", "1");
        }
    }

    @Test
    void withoutKafkaFieldsRecordsAreAsTheyWere() throws IOException {
        try (ConsumeStage stage = stage().with("Kafka Fields", "None")) {
            stage.send("{\"sku\":\"A\"}");

            MockFlowFile taken = stage.take("success", 1).get(0);

            assertThat(JSON.readTree(taken.getContent()).get(0)).isEqualTo(JSON.readTree("{\"sku\":\"A\"}"));
            taken.assertAttributeNotExists("stream.origin.position.field");
        }
    }

    private static ConsumeStage stage() {
        return ConsumeStage.on(KAFKA)
                .service("reader", new JsonTreeReader(), Map.of())
                .service("writer", new JsonRecordSetWriter(), Map.of("Schema Write Strategy", "no-schema"))
                .with("Consume Mode", "Record")
                .with("Record Reader", "reader")
                .with("Record Writer", "writer");
    }

    /** The values of a field in all records. */
    private static List<String> field(List<MockFlowFile> flowFiles, String name) throws IOException {
        List<String> values = new java.util.ArrayList<>();
        for (MockFlowFile flowFile : flowFiles) {
            for (JsonNode record : JSON.readTree(flowFile.getContent())) {
                if (record.has(name)) {
                    values.add(record.get(name).asText());
                }
            }
        }
        return values;
    }
}
