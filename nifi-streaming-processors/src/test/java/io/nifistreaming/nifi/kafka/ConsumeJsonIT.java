package io.nifistreaming.nifi.kafka;

import static io.nifistreaming.nifi.kafka.ConsumeStage.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.origin.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.Test;

/** Values as lines of JSON, with their place in Kafka. */
class ConsumeJsonIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void objectsStayAsTheyAreAndTellTheirPlace() throws IOException {
        try (ConsumeStage stage = stage()) {
            stage.send(new ProducerRecord<>(
                    stage.topic(), 0, 1_000_000L, bytes("k\"\n\u00e9"), bytes("{\"price\":12.90,\"a\":{}}")));
            stage.send(" { } ", "{\n  \"b\": [1,\r\n 2],\n  \"c\": \"}\\n\"\n}\n");

            List<JsonNode> lines = lines(stage, 3);

            assertThat(stage.take("success", 1).get(0).getContent()).startsWith("{\"price\":12.90,\"a\":{},\"kafka_");
            assertThat(lines.get(0).get("kafka_topic").asText()).isEqualTo(stage.topic());
            assertThat(lines.get(0).get("kafka_partition").asInt()).isZero();
            assertThat(lines.get(0).get("kafka_timestamp").asLong()).isEqualTo(1_000_000);
            assertThat(lines.get(0).get("kafka_key").asText()).isEqualTo("k\"\n\u00e9");
            assertThat(lines.get(1).size()).isEqualTo(6);
            assertThat(lines.get(1).get("kafka_key").isNull()).isTrue();
            assertThat(lines.get(2).get("b")).hasSize(2);
            assertThat(lines.get(2).get("c").asText()).isEqualTo("}\n");
            assertThat(lines)
                    .extracting(line -> line.get("kafka_offset").asLong())
                    .containsExactly(0L, 2L, 3L);
            assertThat(lines)
                    .extracting(line -> line.get("kafka_next_offset").asLong())
                    .containsExactly(1L, 3L, 4L);
        }
    }

    @Test
    void whatIsNoObjectGoesItsOwnWayWithItsOffset() {
        try (ConsumeStage stage = stage()) {
            stage.send("{\"a\":1}", "[1]", "{\"a\":", "{} {}", "{\"a\":01}", "", "{\"a\":2}");
            stage.send(new ProducerRecord<>(stage.topic(), bytes("gone"), null));

            List<MockFlowFile> bad = stage.take("parse.failure", 6);
            List<MockFlowFile> good = stage.take("success", 1);

            assertThat(bad)
                    .extracting(one -> one.getAttribute("kafka.offset.first"))
                    .containsExactly("1", "2", "3", "4", "5", "8");
            assertThat(bad.get(0).getAttribute("stream.error.message")).contains("Offset 1: It is no JSON object");
            bad.get(5).assertAttributeEquals("stream.error.kind", "tombstone");
            assertThat(bad.get(2).getAttribute("stream.error.message")).contains("goes on behind");
            long records = good.stream()
                    .mapToLong(one -> Long.parseLong(one.getAttribute("record.count")))
                    .sum();
            assertThat(records).isEqualTo(2);
            Origin whole = Origin.from(good.get(0).getAttributes()).orElseThrow();
            assertThat(whole.size()).isEqualTo(good.get(0).getSize());
            good.get(0).assertAttributeEquals("stream.origin.position.field", "kafka_next_offset");
        }
    }

    @Test
    void withAValueFieldAnythingThatIsTextIsKeptRaw() throws IOException {
        try (ConsumeStage stage = stage().with("Value Field", "value")) {
            String line = "2026-11-20 \"quoted\" back\\slash\ttab \u20ac \u0001";
            stage.send(line, "{\"a\":1}", "");
            stage.send(new ProducerRecord<>(stage.topic(), bytes("gone"), null));
            stage.send(new ProducerRecord<>(stage.topic(), null, new byte[] {(byte) 0xff, 'x'}));

            MockFlowFile bad = stage.take("parse.failure", 1).get(0);
            List<JsonNode> lines = lines(stage, 4);

            bad.assertAttributeEquals("kafka.offset.first", "6");
            assertThat(lines.get(0).get("value").asText()).isEqualTo(line);
            assertThat(lines.get(1).get("value").asText()).isEqualTo("{\"a\":1}");
            assertThat(lines.get(2).get("value").asText()).isEmpty();
            assertThat(lines.get(3).get("value").isNull()).isTrue();
        }
    }

    @Test
    void withoutKafkaFieldsLinesAreTheValues() {
        try (ConsumeStage stage = stage().with("Kafka Fields", "None").with("Linger", "1 sec")) {
            stage.send("{\"a\":1}", "{}");

            MockFlowFile taken = stage.take("success", 1).get(0);

            taken.assertContentEquals("{\"a\":1}\n{}\n");
            taken.assertAttributeNotExists("stream.origin.position.field");
            taken.assertAttributeEquals("mime.type", "application/x-ndjson");
        }
    }

    private static ConsumeStage stage() {
        return ConsumeStage.on(KAFKA).with("Consume Mode", "Json");
    }

    private static List<JsonNode> lines(ConsumeStage stage, int count) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (int flowFiles = 1; lines.size() < count; flowFiles++) {
            lines.clear();
            for (MockFlowFile taken : stage.take("success", flowFiles)) {
                for (String line : taken.getContent().split("\n", -1)) {
                    if (!line.isEmpty()) {
                        lines.add(JSON.readTree(line));
                    }
                }
            }
        }
        return lines;
    }
}
