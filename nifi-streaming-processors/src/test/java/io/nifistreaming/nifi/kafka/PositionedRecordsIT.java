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

/** Records that were parsed out of a file or consumed from Kafka, and know their place there. */
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

    /** Offsets 1 and 3 are markers, so that neither counting nor bytes would tell where a record was. */
    @Test
    void whatWasConsumedIsCutByItsOffsetsTooAndHolesAreNone() {
        Stage stage = stage();
        consumed(stage, 0, 4, 0, 2);
        consumed(stage, 1, 7, 2, 4, 5);

        stage.runner().run(1, false);
        stage.runner().run(1, true, false);

        List<ConsumerRecord<byte[], byte[]>> records = stage.records();
        assertThat(records)
                .extracting(record -> Stage.text(record.value()))
                .containsExactly(consumed(0), consumed(2), consumed(4), consumed(5));
        assertThat(Stage.header(records.get(2), Origin.KIND)).isEqualTo("kafka");
        assertThat(Stage.header(records.get(2), Origin.NEXT)).isEqualTo("5");
    }

    private static void consumed(Stage stage, long first, long next, int... offsets) {
        StringBuilder content = new StringBuilder();
        for (int offset : offsets) {
            content.append(consumed(offset)).append('\n');
        }
        SourceId source = new SourceId(OriginKind.KAFKA, "prices-0", 7);
        enqueue(stage, content.toString(), source, new Range(first, next), true);
    }

    private static String consumed(int offset) {
        return "{\"sku\":\"A\",\"next_offset\":" + (offset + 1) + "}";
    }

    private static Stage stage() {
        return Stage.on(KAFKA, 1).with("Publish Mode", "Record").with("Attributes to Send as Headers", ".*");
    }

    private static void enqueue(Stage stage, int firstLine, int nextLine, boolean named) {
        StringBuilder content = new StringBuilder();
        for (int number = firstLine; number < nextLine; number++) {
            content.append(line(number)).append('\n');
        }
        SourceId source = new SourceId(OriginKind.FILE, "1-2-3-abc", 0);
        Range range = new Range((long) firstLine * LINE, (long) nextLine * LINE);
        enqueue(stage, content.toString(), source, range, named);
    }

    private static void enqueue(Stage stage, String content, SourceId source, Range range, boolean named) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        Map<String, String> attributes = new HashMap<>(new Origin(
                        source,
                        range,
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
