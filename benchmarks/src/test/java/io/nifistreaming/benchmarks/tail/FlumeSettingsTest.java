package io.nifistreaming.benchmarks.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlumeSettingsTest {
    @Test
    void theAgentTailsAFolderThroughItsChannelIntoItsSink() {
        String properties =
                FlumeSettings.memoryToKafka("broker:9092", "logs").properties(Path.of("/h"), Path.of("/in"));

        assertThat(properties)
                .contains("a.sources.s.type = TAILDIR\n")
                .contains("a.sources.s.filegroups.f = /in/.*[.]log\n")
                .contains("a.channels.c.type = memory\n")
                .contains("a.sinks.k.kafka.topic = logs\n")
                .contains("a.sinks.k.channel = c\n");
    }

    @Test
    void theFileChannelKeepsItsFilesInTheAgentsFolder() {
        String properties = FlumeSettings.fileToNull(Path.of("/h")).properties(Path.of("/h"), Path.of("/in"));

        assertThat(properties)
                .contains("a.channels.c.checkpointDir = /h/checkpoint\n")
                .contains("a.channels.c.dataDirs = /h/data\n")
                .contains("a.sources.s.positionFile = /h/positions.json\n");
    }
}
