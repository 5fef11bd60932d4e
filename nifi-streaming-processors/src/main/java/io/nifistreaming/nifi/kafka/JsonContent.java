package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordRange;
import io.nifistreaming.nifi.kafka.RangeRecords.Parsed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The values of a range as lines of JSON, with their place in Kafka behind their own fields: checked, and otherwise
 * copied byte by byte, so that numbers stay as they were written and no object is made for a record.
 */
final class JsonContent implements RangeContent {
    private static final String LINES = "application/x-ndjson";

    private final Optional<KafkaFields> fields;
    private final Optional<byte[]> valueField;

    /** @param valueField the field that holds the value as text; empty where values are objects themselves */
    JsonContent(Optional<KafkaFields> fields, Optional<String> valueField) {
        this.fields = fields;
        this.valueField = valueField.map(name -> ("{\"" + name + "\":").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(RecordRange range, RangeTransfers transfers) throws IOException {
        JsonScanner scanner = new JsonScanner(FieldPath.NONE);
        Map<ConsumerRecord<byte[], byte[]>, Parsed.Unfit> unfit = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : range.records()) {
            (valueField.isPresent() ? judgeText(record.value()) : judgeObject(record.value(), scanner))
                    .ifPresent(reason -> unfit.put(record, reason));
        }
        transfers.success(range, out -> {
            JsonLine line = new JsonLine();
            for (ConsumerRecord<byte[], byte[]> record : range.records()) {
                if (!unfit.containsKey(record)) {
                    write(record, line.restart(), out);
                }
            }
            return attributes(range.records().size() - unfit.size());
        });
        for (Map.Entry<ConsumerRecord<byte[], byte[]>, Parsed.Unfit> bad : unfit.entrySet()) {
            transfers.failure(
                    range, bad.getKey(), bad.getValue().kind(), bad.getValue().reason());
        }
    }

    private Map<String, String> attributes(int count) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(ConsumeAttributes.RECORD_COUNT, Integer.toString(count));
        attributes.put(ConsumeAttributes.MIME_TYPE, LINES);
        fields.ifPresent(added -> attributes.put(PositionedFormat.ATTRIBUTE, added.positionField()));
        return attributes;
    }

    private static Optional<Parsed.Unfit> judgeObject(byte[] value, JsonScanner scanner) {
        if (value == null) {
            return Optional.of(new Parsed.Unfit("tombstone", "It has a key and no value, which is no JSON"));
        }
        scanner.reset(value, value.length, false);
        int end = scanner.scan(value, scanner.blank(0), value.length, JsonScanner.Layout.MANY_LINES);
        if (end == JsonScanner.INCOMPLETE) {
            return Optional.of(new Parsed.Unfit("unparsed", "It ends within a JSON object"));
        }
        if (end < 0) {
            return Optional.of(new Parsed.Unfit(
                    "unparsed", "It is no JSON object: byte " + scanner.errorAt() + ", " + scanner.error()));
        }
        return scanner.blank(end) == value.length
                ? Optional.empty()
                : Optional.of(new Parsed.Unfit("unparsed", "It goes on behind a JSON object: byte " + end));
    }

    private static Optional<Parsed.Unfit> judgeText(byte[] value) {
        if (value == null || isAscii(value)) {
            return Optional.empty();
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            return Optional.empty();
        } catch (CharacterCodingException none) {
            return Optional.of(new Parsed.Unfit("unparsed", "It is no text in UTF-8"));
        }
    }

    private static boolean isAscii(byte[] value) {
        for (byte each : value) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private void write(ConsumerRecord<byte[], byte[]> record, JsonLine line, OutputStream out) throws IOException {
        byte[] value = record.value();
        boolean empty = false;
        if (valueField.isPresent()) {
            line.raw(valueField.get()).text(value);
        } else {
            int last = value.length - 1;
            while (value[last] != '}') {
                last--;
            }
            line.onOneLine(value, 0, last);
            empty = isBlankAfterBrace(value, last);
        }
        if (fields.isPresent()) {
            fields.get().addTo(empty ? line : line.raw(','), record);
        }
        line.raw('}').raw('\n').writeTo(out);
    }

    /** Whether an object that ends at {@code last} has no field. */
    private static boolean isBlankAfterBrace(byte[] object, int last) {
        int at = last - 1;
        while (object[at] <= ' ' && object[at] >= 0) {
            at--;
        }
        return object[at] == '{';
    }
}
