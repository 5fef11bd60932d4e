package io.nifistreaming.nifi.kafka;

import io.nifistreaming.nifi.kafka.JsonScanner.Layout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.MalformedRecordException;
import org.apache.nifi.serialization.RecordReader;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.record.Record;

/**
 * Reads many values with one reader, since opening one, and inferring a schema, costs far more than a record.
 *
 * <p>Which record is of which value is known only where each value is one record. So it takes values that are one JSON
 * object on one line, lets a reader show with the first of them that it makes one record of that, and demands as many
 * records as values. A reader of lines, or of arrays within objects, never passes all three unless it is right. What
 * can't be read together is halved until it can, so that a bad value costs a few readers, and not one for each value.
 */
final class JoinedValues {
    /** Joined in memory beside the values themselves. */
    private static final long MOST_BYTES = 8L << 20;

    private final RecordReaderFactory readers;
    private final ComponentLog log;
    private final JsonScanner scanner = new JsonScanner(FieldPath.NONE);

    JoinedValues(RecordReaderFactory readers, ComponentLog log) {
        this.readers = readers;
        this.log = log;
    }

    /** The record of each value that could be read together with others; the others are to be read one by one. */
    Map<ConsumerRecord<byte[], byte[]>, Record> read(List<ConsumerRecord<byte[], byte[]>> values) {
        List<ConsumerRecord<byte[], byte[]>> objects = new ArrayList<>(values.size());
        for (ConsumerRecord<byte[], byte[]> value : values) {
            if (isObjectOnOneLine(value.value())) {
                objects.add(value);
            }
        }
        Map<ConsumerRecord<byte[], byte[]>, Record> read = new IdentityHashMap<>();
        halve(objects, read);
        return read;
    }

    private boolean isObjectOnOneLine(byte[] value) {
        if (value == null) {
            return false;
        }
        int end = scanner.scan(value, 0, value.length, Layout.MANY_LINES);
        if (end != value.length) {
            return false;
        }
        for (byte each : value) {
            if (each == '\n' || each == '\r') {
                return false;
            }
        }
        return true;
    }

    private void halve(List<ConsumerRecord<byte[], byte[]>> objects, Map<ConsumerRecord<byte[], byte[]>, Record> into) {
        if (objects.size() < 2) {
            return;
        }
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> object : objects) {
            bytes += object.value().length + 1;
        }
        if (bytes <= MOST_BYTES && isReadTogether(objects, (int) bytes, into)) {
            return;
        }
        int half = objects.size() / 2;
        halve(objects.subList(0, half), into);
        halve(objects.subList(half, objects.size()), into);
    }

    private boolean isReadTogether(
            List<ConsumerRecord<byte[], byte[]>> objects, int bytes, Map<ConsumerRecord<byte[], byte[]>, Record> into) {
        byte[] joined = new byte[bytes];
        int at = 0;
        for (ConsumerRecord<byte[], byte[]> object : objects) {
            System.arraycopy(object.value(), 0, joined, at, object.value().length);
            at += object.value().length;
            joined[at++] = '\n';
        }
        Map<String, String> variables = RangeRecords.variables(objects.get(0));
        try {
            if (records(variables, objects.get(0).value(), 1).size() != 1) {
                return false;
            }
            List<Record> records = records(variables, joined, objects.size());
            if (records.size() != objects.size()) {
                return false;
            }
            for (int index = 0; index < records.size(); index++) {
                into.put(objects.get(index), records.get(index));
            }
            return true;
        } catch (IOException | MalformedRecordException | SchemaNotFoundException | RuntimeException unreadable) {
            // Services throw what they like; which value it is shows when each is read alone.
            return false;
        }
    }

    /** All records, or one more than expected. */
    private List<Record> records(Map<String, String> variables, byte[] content, int expected)
            throws IOException, MalformedRecordException, SchemaNotFoundException {
        List<Record> records = new ArrayList<>(expected + 1);
        try (ByteArrayInputStream in = new ByteArrayInputStream(content);
                RecordReader reader = readers.createRecordReader(variables, in, content.length, log)) {
            for (Record next = reader.nextRecord(); next != null; next = reader.nextRecord()) {
                records.add(next);
                if (records.size() > expected) {
                    break;
                }
            }
        }
        return records;
    }
}
