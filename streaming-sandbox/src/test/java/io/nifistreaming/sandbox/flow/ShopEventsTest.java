package io.nifistreaming.sandbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.shop.logs.LogWriters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop writes is what its topics declare. */
class ShopEventsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ENOUGH = 200;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"checkout_events", "inventory_updates"})
    void eventsFitTheSchemaOfTheirTopic(String topic) throws IOException {
        Path file = folder.resolve("shop/" + topic + ".jsonl");
        try (LogWriters writers = LogWriters.start(folder, 1_000, 42, Clock.systemUTC())) {
            assertThat(Waiting.until(Duration.ofMinutes(1), () -> lines(file).size() >= ENOUGH))
                    .isTrue();
        }
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(MAPPER.readTree(ProjectFiles.root()
                        .resolve("flows/schemas/" + topic + ".schema.json")
                        .toFile()));

        for (String line : lines(file)) {
            assertThat(schema.validate(MAPPER.readTree(line))).as(line).isEmpty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
