package io.nifistreaming.nifi.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.RecordSetWriter;
import org.apache.nifi.serialization.RecordSetWriterFactory;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordSchema;

/** Writes each record by itself, with a writer of its own, since writers put separators between records. */
final class RecordEncoder {
    private final RecordSetWriterFactory writers;
    private final RecordSchema schema;
    private final Map<String, String> attributes;
    private final ComponentLog log;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    RecordEncoder(
            RecordSetWriterFactory writers, RecordSchema schema, Map<String, String> attributes, ComponentLog log) {
        this.writers = writers;
        this.schema = schema;
        this.attributes = attributes;
        this.log = log;
    }

    byte[] encode(Record record) throws IOException {
        bytes.reset();
        try (RecordSetWriter writer = writers.createWriter(log, schema, bytes, attributes)) {
            writer.write(record);
            writer.flush();
        } catch (SchemaNotFoundException absent) {
            throw new IOException(absent);
        }
        return bytes.toByteArray();
    }
}
