package io.nifistreaming.sandbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.nifistreaming.kafka.TopicCatalog;
import io.nifistreaming.kafka.TopicDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicSchemasTest {
    private static final Path FLOWS = ProjectFiles.root().resolve("flows");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    @Test
    void theTopicsAreThoseOfTheHouse() throws IOException {
        List<String> names = TopicCatalog.read(FLOWS.resolve("topics.yaml")).topics().stream()
                .map(TopicDeclaration::name)
                .toList();

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "competitor_prices",
                        "own_prices",
                        "user_clickstream",
                        "cart_updates",
                        "checkout_events",
                        "inventory_updates",
                        "price_rules_update",
                        "pattern_rules",
                        "weather",
                        "sensor_events",
                        "ad_events",
                        "pos_logs",
                        "web_access_logs",
                        "security_logs",
                        "app_logs",
                        "alerts",
                        "revenue_by_category",
                        "ad_clicks",
                        "sessions",
                        "price_suggestions",
                        "checkout_enriched",
                        "late_events",
                        "dead_letters",
                        "stream_progress");
    }

    @Test
    void whatReplaysAndRulesAreReadBackFromIsCompacted() throws IOException {
        List<TopicDeclaration> topics =
                TopicCatalog.read(FLOWS.resolve("topics.yaml")).topics();

        assertThat(topics)
                .filteredOn(topic -> topic.cleanup() == TopicDeclaration.Cleanup.COMPACT)
                .extracting(TopicDeclaration::name)
                .containsExactlyInAnyOrder("stream_progress", "pattern_rules", "price_rules_update", "own_prices");
    }

    @Test
    void everySchemaFileBelongsToATopic() throws IOException {
        try (Stream<Path> files = Files.list(FLOWS.resolve("schemas"))) {
            List<String> found =
                    files.map(file -> "schemas/" + file.getFileName()).sorted().toList();

            assertThat(found)
                    .isEqualTo(topics().map(topic -> topic.path("schema").asText())
                            .sorted()
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aTopicSaysAllThatIsAskedOfIt(JsonNode topic) {
        assertThat(topic.path("partitions").asInt()).isPositive();
        assertThat(topic.path("cleanup").asText()).isIn("delete", "compact");
        assertThat(topic.path("key").asText()).isNotBlank();
        assertThat(topic.path("description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aSchemaIsOneByItsOwnStandardAndFitsItsExamples(JsonNode topic) {
        JsonNode schema = schema(topic);
        JsonSchema standard = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(standard.validate(schema)).isEmpty();
        assertThat(schema.path("$id").asText()).endsWith(topic.path("name").asText() + ".schema.json");
        assertThat(schema.path("examples")).isNotEmpty().allSatisfy(example -> assertThat(
                        SCHEMAS.getSchema(schema).validate(example))
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aSchemaRefusesAnExampleThatLacksWhatItRequires(JsonNode topic) {
        JsonNode schema = schema(topic);
        JsonSchema compiled = SCHEMAS.getSchema(schema);

        for (JsonNode field : schema.path("required")) {
            ObjectNode damaged = schema.path("examples").get(0).deepCopy();
            damaged.remove(field.asText());
            assertThat(compiled.validate(damaged)).as("without " + field).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aKeyThatIsAPathIsARequiredField(JsonNode topic) {
        String key = topic.path("key").asText();

        if (key.startsWith("/")) {
            List<String> required = new ArrayList<>();
            schema(topic).path("required").forEach(field -> required.add(field.asText()));
            assertThat(required).contains(key.substring(1));
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void anAmountOfMoneyHasACurrencyBesideIt(JsonNode topic) {
        JsonNode properties = schema(topic).path("properties");
        Set<String> money = Set.of("price", "total", "revenue", "cost", "unit_price", "undercut_by", "suggested_price");

        if (money.stream().anyMatch(properties::has)) {
            assertThat(properties.has("currency")).isTrue();
        }
    }

    @Test
    void aPriceThatIsGoneHasATombstoneAndNoPrice() {
        JsonNode topic = topics().filter(one -> one.path("name").asText().equals("competitor_prices"))
                .findFirst()
                .orElseThrow();
        JsonSchema schema = SCHEMAS.getSchema(schema(topic));
        ObjectNode gone = schema(topic).path("examples").get(1).deepCopy();
        ObjectNode down = schema(topic).path("examples").get(0).deepCopy();

        assertThat(schema.validate(gone)).isEmpty();
        assertThat(schema.validate(gone.deepCopy().put("tombstone", "lost"))).isNotEmpty();
        assertThat(schema.validate(gone.deepCopy().without("tombstone"))).isNotEmpty();
        assertThat(schema.validate(down.deepCopy().put("tombstone", "gone"))).isNotEmpty();
        assertThat(schema.validate(down.deepCopy().put("change", "sideways"))).isNotEmpty();
        assertThat(schema.validate(down.deepCopy().put("observed_at", "2026-11-20T23:15:04+01:00")))
                .isNotEmpty();
    }

    static Stream<JsonNode> topics() {
        try {
            List<JsonNode> topics = new ArrayList<>();
            new YAMLMapper()
                    .readTree(FLOWS.resolve("topics.yaml").toFile())
                    .path("topics")
                    .forEach(topics::add);
            return topics.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode schema(JsonNode topic) {
        try {
            return MAPPER.readTree(FLOWS.resolve(topic.path("schema").asText()).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
