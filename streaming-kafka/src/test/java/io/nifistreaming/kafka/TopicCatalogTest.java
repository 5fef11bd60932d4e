package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCatalogTest {
    private static final Path DECLARED = Path.of("..", "flows", "topics.yaml");

    @TempDir
    Path folder;

    @Test
    void theDeclaredTopicsOfTheHouseAreRead() throws IOException {
        TopicCatalog catalog = TopicCatalog.read(DECLARED);

        TopicDeclaration prices = catalog.topic("competitor_prices").orElseThrow();
        assertThat(prices.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(prices.config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "604800000");
        assertThat(catalog.topic("stream_progress").orElseThrow().config()).containsEntry("cleanup.policy", "compact");
        assertThat(catalog.topics())
                .allSatisfy(topic -> assertThat(topic.schema()).isPresent());
        assertThat(catalog.undeclared(List.of("weather", "wether"))).containsExactly("wether");
    }

    @Test
    void progressAsItIsWrittenFitsItsDeclaredSchema() throws IOException {
        TopicCatalog catalog = TopicCatalog.read(DECLARED);
        byte[] value = ProgressCodec.encode(new ProgressCodec.Value(
                io.nifistreaming.origin.RangeSet.parse("0-10,20-30"), java.time.Instant.parse("2026-01-01T00:00:00Z")));

        List<String> problems = catalog.problems("stream_progress", value);

        assertThat(problems).isEmpty();
        assertThat(catalog.problems("stream_progress", null)).isEmpty();
    }

    @Test
    void whatIsWrongWithARecordIsTold() throws IOException {
        TopicCatalog catalog = catalog("{\"type\":\"object\",\"required\":[\"sku\"]}", "delete");

        assertThat(catalog.problems("t", bytes("{\"sku\":1}"))).isEmpty();
        assertThat(catalog.problems("t", bytes("{}")))
                .singleElement()
                .asString()
                .contains("sku");
        assertThat(catalog.problems("t", bytes("{"))).singleElement().asString().contains("Not JSON");
        assertThat(catalog.problems("t", null)).singleElement().asString().contains("not compacted");
        assertThat(catalog.problems("other", bytes("{}")))
                .singleElement()
                .asString()
                .contains("not declared");
    }

    @Test
    void aSchemaOfTypeStringStandsForPlainText() throws IOException {
        TopicCatalog catalog = catalog("{\"type\":\"string\",\"minLength\":2}", "delete");

        assertThat(catalog.problems("t", bytes("a log line"))).isEmpty();
        assertThat(catalog.problems("t", bytes("a"))).hasSize(1);
    }

    @Test
    void aWrongDeclarationNamesTheTopicAndTheField() {
        assertThatThrownBy(() -> catalog("{}", "shred"))
                .hasMessageContaining("Topic 't'")
                .hasMessageContaining("cleanup");
        assertThatThrownBy(() -> TopicDeclaration.parseRetention("t", "7 days"))
                .hasMessageContaining("Topic 't'")
                .hasMessageContaining("7 days");
        assertThat(TopicDeclaration.parseRetention("t", "36h")).isEqualTo(Duration.ofHours(36));
    }

    private TopicCatalog catalog(String schema, String cleanup) throws IOException {
        Files.writeString(folder.resolve("t.schema.json"), schema);
        Map<String, String> fields = Map.of("cleanup", cleanup, "retention", "1d", "schema", "t.schema.json");
        StringBuilder yaml = new StringBuilder("topics:\n  - name: t\n    partitions: 1\n");
        fields.forEach((name, value) ->
                yaml.append("    ").append(name).append(": ").append(value).append('\n'));
        Path file = folder.resolve("topics.yaml");
        Files.writeString(file, yaml);
        return TopicCatalog.read(file);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
