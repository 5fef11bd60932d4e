package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.Framing;
import io.nifistreaming.kafka.RecordCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.MalformedRecordException;
import org.apache.nifi.serialization.RecordReader;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriter;
import org.apache.nifi.serialization.RecordSetWriterFactory;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordSchema;

/** Records through NiFi's reader and writer services: anything to anything, at their pace. */
final class ReaderFormat implements RecordFormat {
    private final RecordReaderFactory readers;
    private final RecordSetWriterFactory writers;
    private final FieldPath keyPath;
    private final ComponentLog log;

    ReaderFormat(RecordReaderFactory readers, RecordSetWriterFactory writers, FieldPath keyPath, ComponentLog log) {
        this.readers = readers;
        this.writers = writers;
        this.keyPath = keyPath;
        this.log = log;
    }

    @Override
    public Framing framing() {
        return Framing.RECORDS;
    }

    @Override
    public boolean knowsBytes() {
        return false;
    }

    @Override
    public RecordCursor open(FlowFile flowFile, InputStream content, Address address) throws IOException {
        RecordReader reader = reader(flowFile, content);
        try {
            RecordSchema schema = writers.getSchema(flowFile.getAttributes(), reader.getSchema());
            RecordEncoder encoder = new RecordEncoder(writers, schema, flowFile.getAttributes(), log);
            return new ReaderCursor(content, reader, encoder, keyPath, address);
        } catch (SchemaNotFoundException | MalformedRecordException unreadable) {
            try (content) {
                reader.close();
            }
            throw new IOException(
                    "Record Writer has no schema for the records: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public void copy(FlowFile flowFile, Contents contents, List<Long> indexes, OutputStream to) throws IOException {
        Set<Long> wanted = new HashSet<>(indexes);
        try (InputStream content = contents.open();
                RecordReader reader = reader(flowFile, content)) {
            RecordSchema schema = writers.getSchema(flowFile.getAttributes(), reader.getSchema());
            try (RecordSetWriter writer = writers.createWriter(log, schema, to, flowFile.getAttributes())) {
                writer.beginRecordSet();
                Record record = reader.nextRecord();
                for (long index = 0; record != null; index++) {
                    if (wanted.contains(index)) {
                        writer.write(record);
                    }
                    record = reader.nextRecord();
                }
                writer.finishRecordSet();
            }
        } catch (SchemaNotFoundException | MalformedRecordException changed) {
            throw new IOException("The records can't be read a second time: " + changed.getMessage(), changed);
        }
    }

    private RecordReader reader(FlowFile flowFile, InputStream content) throws IOException {
        try {
            return readers.createRecordReader(flowFile.getAttributes(), content, flowFile.getSize(), log);
        } catch (SchemaNotFoundException | MalformedRecordException unreadable) {
            content.close();
            throw new IOException("Record Reader can't read the content: " + unreadable.getMessage(), unreadable);
        }
    }
}
