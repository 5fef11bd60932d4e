package io.nifistreaming.nifi.delta;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.RecordSetWriter;
import org.apache.nifi.serialization.RecordSetWriterFactory;
import org.apache.nifi.serialization.WriteResult;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordSchema;

/** Records that become the content of one flow file. */
final class RecordOutput implements AutoCloseable {
    private final Sum sum = new Sum();
    private final OutputStream content;
    private final RecordSetWriter writer;
    private long rows;

    RecordOutput(
            ProcessSession session,
            FlowFile flowFile,
            RecordSetWriterFactory writers,
            ComponentLog logger,
            RecordSchema schema)
            throws IOException {
        this.content = new CheckedOutputStream(session.write(flowFile), sum);
        try {
            RecordSchema written = writers.getSchema(flowFile.getAttributes(), schema);
            this.writer = writers.createWriter(logger, written, content, flowFile.getAttributes());
            writer.beginRecordSet();
        } catch (SchemaNotFoundException none) {
            content.close();
            throw new IOException("The Record Writer has no schema: " + none.getMessage(), none);
        } catch (IOException | RuntimeException failed) {
            content.close();
            throw failed;
        }
    }

    void write(Record record) throws IOException {
        writer.write(record);
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Ends the content; returns what the writer says of it. */
    Map<String, String> finish() throws IOException {
        WriteResult result = writer.finishRecordSet();
        Map<String, String> attributes = new HashMap<>(result.getAttributes());
        attributes.put("record.count", String.valueOf(rows));
        attributes.put("mime.type", writer.getMimeType());
        close();
        return attributes;
    }

    /** Of all that was written. */
    long crc32c() {
        return sum.getValue();
    }

    /** Of all that was written. */
    long bytes() {
        return sum.bytes;
    }

    @Override
    public void close() throws IOException {
        writer.close();
        content.close();
    }

    /** A checksum that counts. */
    private static final class Sum implements Checksum {
        private final CRC32C checksum = new CRC32C();
        private long bytes;

        @Override
        public void update(int each) {
            checksum.update(each);
            bytes++;
        }

        @Override
        public void update(byte[] content, int offset, int length) {
            checksum.update(content, offset, length);
            bytes += length;
        }

        @Override
        public long getValue() {
            return checksum.getValue();
        }

        @Override
        public void reset() {
            checksum.reset();
            bytes = 0;
        }
    }
}
