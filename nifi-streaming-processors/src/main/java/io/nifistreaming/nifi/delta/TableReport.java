package io.nifistreaming.nifi.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.serialization.SimpleRecordSchema;
import org.apache.nifi.serialization.record.DataType;
import org.apache.nifi.serialization.record.MapRecord;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordField;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.apache.nifi.serialization.record.RecordSchema;

/** The fields of what processors tell of tables. */
record TableReport(RecordSchema schema) {
    private static final DataType TEXT = RecordFieldType.STRING.getDataType();
    private static final DataType WHOLE = RecordFieldType.LONG.getDataType();
    private static final DataType TEXTS = RecordFieldType.ARRAY.getArrayDataType(TEXT);
    private static final DataType NAMED = RecordFieldType.MAP.getMapDataType(TEXT);

    static final TableReport OF_DETAIL = of(
            TEXT,
            List.of("path", "id", "name"),
            WHOLE,
            List.of("version", "oldest_version"),
            TEXT,
            List.of("created", "modified"),
            TEXTS,
            List.of("partition_columns"),
            NAMED,
            List.of("properties"),
            TEXT,
            List.of("schema"),
            WHOLE,
            List.of("files", "small_files", "bytes", "rows", "min_reader_version", "min_writer_version"));
    static final TableReport OF_HISTORY = of(
            WHOLE,
            List.of("version"),
            TEXT,
            List.of("time", "operation"),
            NAMED,
            List.of("parameters", "metrics"),
            TEXT,
            List.of("engine", "user_metadata"));
    static final TableReport OF_OPTIMIZE = of(
            TEXT,
            List.of("table", "result"),
            WHOLE,
            List.of("files_removed", "files_added", "bytes_removed", "bytes_added", "rows"),
            RecordFieldType.ARRAY.getArrayDataType(WHOLE),
            List.of("versions"),
            TEXT,
            List.of("remark"));
    static final TableReport OF_VACUUM =
            of(TEXT, List.of("path"), WHOLE, List.of("bytes"), TEXT, List.of("modified", "cause", "result"));
    static final TableReport OF_RESTORE = of(
            TEXT,
            List.of("table", "result"),
            WHOLE,
            List.of("version", "restored_version", "files_added", "files_removed", "sources_reset"));

    /** Types, each followed by the names of the fields that have it. */
    private static TableReport of(Object... fields) {
        List<RecordField> all = new ArrayList<>();
        for (int index = 0; index < fields.length; index += 2) {
            for (Object name : (List<?>) fields[index + 1]) {
                all.add(new RecordField((String) name, (DataType) fields[index]));
            }
        }
        return new TableReport(new SimpleRecordSchema(all));
    }

    RecordOutput open(TableRun run, FlowFile flowFile) throws IOException {
        return new RecordOutput(run.session(), flowFile, run.writers(), run.logger(), schema);
    }

    Record record(Map<String, Object> values) {
        return new MapRecord(schema, values);
    }
}
