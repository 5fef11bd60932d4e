package io.nifistreaming.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicDeclarationTest {
    @TempDir
    private Path dir;

    @Test
    void topicsAreReadWithPartitionsAndRetention() throws IOException {
        Path file = Files.writeString(dir.resolve("topics.yaml"), """
                topics:
                  - name: prices
                    partitions: 6
                    retention: 7d
                    cleanup: delete
                  - name: progress
                    partitions: 1
                    retention: 12h
                    cleanup: compact
                """);

        assertThat(TopicDeclaration.read(file))
                .containsExactly(
                        new TopicDeclaration("prices", 6, Duration.ofDays(7), false),
                        new TopicDeclaration("progress", 1, Duration.ofHours(12), true));
    }

    @Test
    void retentionIsOfTheRecordsOrOfTheTombstones() {
        Duration hour = Duration.ofHours(1);

        assertThat(new TopicDeclaration("a", 1, hour, false).configuration())
                .isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "3600000"));
        assertThat(new TopicDeclaration("a", 1, hour, true).configuration())
                .isEqualTo(Map.of("cleanup.policy", "compact", "delete.retention.ms", "3600000"));
    }

    @Test
    void aRetentionThatIsNotUnderstoodIsNamed() {
        assertThat(TopicDeclaration.period("30m")).isEqualTo(Duration.ofMinutes(30));
        assertThatThrownBy(() -> TopicDeclaration.period("soon"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("soon");
    }
}
