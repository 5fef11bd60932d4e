package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records that were parsed out of a file, and know their place in it. */
class PositionedRecordsIT {
    private static final int LINE = 10;

    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @Test
    void aReplayWithOtherBatchBoundariesIsCutByThePlacesThatTheRecordsTell() {
        Stage stage = stage();
        enqueue(stage, 0, 3, true);
        enqueue(stage, 2, 5, true);

        stage.runner().run(1, false);
        stage.runner().run(1, true, false);

        List<ConsumerRecord<byte[], byte[]>> records = stage.records();
        assertThat(records)
                .extracting(record -> Stage.text(record.value()))
                .containsExactly(line(0), line(1), line(2), line(3), line(4));
        assertThat(Stage.header(records.get(3), Origin.FIRST)).isEqualTo("30");
        assertThat(Stage.header(records.get(3), Origin.NEXT)).isEqualTo("40");
        assertThat(Stage.header(records.get(3), PositionedFormat.ATTRIBUTE)).isNull();
    }

    @Test
    void withoutTheFieldTheFlowFileItselfIsTheIdentity() {
        Stage stage = stage();
        enqueue(stage, 0, 3, false);

        stage.runner().run();

        assertThat(stage.records()).hasSize(3).allSatisfy(record -> assertThat(Stage.header(record, Origin.KIND))
                .isEqualTo("flowfile"));
    }

    private static Stage stage() {
        return Stage.on(KAFKA, 1).with("Publish Mode", "Record").with("Attributes to Send as Headers", ".*");
    }

    private static void enqueue(Stage stage, int firstLine, int nextLine, boolean named) {
        StringBuilder content = new StringBuilder();
        for (int number = firstLine; number < nextLine; number++) {
            content.append(line(number)).append('\n');
        }
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        Map<String, String> attributes = new HashMap<>(new Origin(
                        new SourceId(OriginKind.FILE, "1-2-3-abc", 0),
                        new Range((long) firstLine * LINE, (long) nextLine * LINE),
                        bytes.length,
                        checksum.getValue(),
                        Instant.parse("2026-11-20T10:00:00Z"),
                        "host-1")
                .attributes());
        if (named) {
            attributes.put(PositionedFormat.ATTRIBUTE, "next_offset");
        }
        stage.runner().enqueue(bytes, attributes);
    }

    private static String line(int number) {
        return "{\"message\":\"line " + number + "\",\"offset\":" + number * LINE + ",\"next_offset\":"
                + (number + 1) * LINE + "}";
    }
}
