package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordCursor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.nifi.serialization.MalformedRecordException;
import org.apache.nifi.serialization.RecordReader;
import org.apache.nifi.serialization.record.Record;

/**
 * The records that a reader service finds, each written by a writer service. A content that the reader can't read to
 * its end is refused as a whole: no reader tells where the next record would begin.
 */
final class ReaderCursor implements RecordCursor {
    private final InputStream content;
    private final RecordReader reader;
    private final RecordEncoder encoder;
    private final FieldPath keyPath;
    private final Address address;
    private byte[] key;
    private byte[] value;
    private String problem;

    /** @param content what the reader reads, since not every reader closes it */
    ReaderCursor(InputStream content, RecordReader reader, RecordEncoder encoder, FieldPath keyPath, Address address) {
        this.content = content;
        this.reader = reader;
        this.encoder = encoder;
        this.keyPath = keyPath;
        this.address = address;
    }

    @Override
    public boolean advance() throws IOException {
        Record record = read();
        if (record == null) {
            return false;
        }
        key = address.key();
        value = null;
        problem = null;
        findKey(record);
        if (problem == null) {
            encode(record);
        }
        return true;
    }

    private Record read() throws IOException {
        try {
            return reader.nextRecord();
        } catch (MalformedRecordException | RuntimeException unreadable) {
            // Services throw what they like; a poison flow file must not come back for ever.
            throw new IOException("Record Reader can't read the content: " + unreadable.getMessage(), unreadable);
        }
    }

    private void encode(Record record) {
        try {
            value = encoder.encode(record);
        } catch (IOException | RuntimeException unwritable) {
            // As above: one record that doesn't fit the schema is refused alone.
            problem = "Record Writer can't write the record: " + unwritable.getMessage();
        }
    }

    private void findKey(Record record) {
        if (keyPath.isEmpty()) {
            return;
        }
        Object found = record;
        for (String name : keyPath.names()) {
            found = found instanceof Record parent ? parent.getValue(name) : null;
        }
        if (found instanceof Record || found instanceof Object[]) {
            problem = "The key field " + keyPath + " holds a record or array: name a field with a plain value in"
                    + " Message Key Field";
        } else if (found instanceof byte[] bytes) {
            key = bytes.clone();
        } else {
            key = found == null ? null : found.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public byte[] value() {
        return value;
    }

    @Override
    public int partition() {
        return address.partition();
    }

    @Override
    public String unserialisable() {
        return problem;
    }

    @Override
    public void close() throws IOException {
        try (content) {
            reader.close();
        }
    }
}
