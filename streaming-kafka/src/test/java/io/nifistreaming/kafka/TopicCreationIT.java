package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCreationIT {
    private final EmbeddedKafka kafka = EmbeddedKafka.shared();

    @TempDir
    Path folder;

    @Test
    void missingTopicsAreCreatedAsDeclaredAndExistingOnesLeftAlone() throws Exception {
        String fresh = "fresh-" + UUID.randomUUID();
        String older = "older-" + UUID.randomUUID();
        kafka.createTopic(older, 1, Map.of());
        Path file = folder.resolve("topics.yaml");
        Files.writeString(file, "topics:\n" + topic(fresh, "compact") + topic(older, "delete"));
        TopicCatalog catalog = TopicCatalog.read(file);

        try (Admin admin = kafka.admin()) {
            TopicCreation.Report report = new TopicCreation(admin).createMissing(catalog);
            TopicCreation.Report again = new TopicCreation(admin).createMissing(catalog);

            assertThat(report.created()).containsExactly(fresh);
            assertThat(report.present()).containsExactly(older);
            assertThat(report.differences())
                    .singleElement()
                    .asString()
                    .contains(older, "1 partitions", "2 are declared");
            assertThat(again.created()).isEmpty();
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, fresh);
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config.get("delete.retention.ms").value()).isEqualTo("7200000");
        }
    }

    private static String topic(String name, String cleanup) {
        return "  - name: " + name + "\n    partitions: 2\n    retention: 2h\n    cleanup: " + cleanup + "\n";
    }
}
