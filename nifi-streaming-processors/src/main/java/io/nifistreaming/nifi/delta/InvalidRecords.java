package io.nifistreaming.nifi.delta;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.serialization.record.Record;

/** The records of one flow file that can't be rows, as lines of JSON: index, reason, record. */
final class InvalidRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProcessSession session;
    private final FlowFile parent;
    private FlowFile flowFile;
    private OutputStream content;
    private long count;
    private String first = "";

    InvalidRecords(ProcessSession session, FlowFile parent) {
        this.session = session;
        this.parent = parent;
    }

    /** Forgets what was added: the records are read again. */
    void restart() throws IOException {
        finish();
        if (flowFile != null) {
            session.remove(flowFile);
            flowFile = null;
        }
        count = 0;
    }

    void add(Record record, long index, String reason) throws IOException {
        if (content == null) {
            flowFile = session.create(parent);
            content = session.write(flowFile);
            first = reason;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("index", index);
        line.put("reason", reason);
        line.put("record", plain(record));
        content.write(JSON.writeValueAsString(line).getBytes(UTF_8));
        content.write('\n');
        count++;
    }

    /** As JSON has it; dates and times as texts. */
    private static Object plain(Object value) {
        if (value instanceof Record record) {
            return plain(record.toMap());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
            return plain;
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(InvalidRecords::plain).toList();
        }
        if (value instanceof java.util.Date || value instanceof Temporal) {
            return value.toString();
        }
        return value;
    }

    void finish() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    /** Empty if each record is a row. */
    Optional<FlowFile> flowFile() {
        return Optional.ofNullable(flowFile);
    }

    long count() {
        return count;
    }

    /** Why the first of them is none. */
    String firstReason() {
        return first;
    }
}
