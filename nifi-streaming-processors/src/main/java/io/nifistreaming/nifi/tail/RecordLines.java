package io.nifistreaming.nifi.tail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.RecordSetWriter;
import org.apache.nifi.serialization.RecordSetWriterFactory;
import org.apache.nifi.serialization.SimpleRecordSchema;
import org.apache.nifi.serialization.WriteResult;
import org.apache.nifi.serialization.record.DataType;
import org.apache.nifi.serialization.record.MapRecord;
import org.apache.nifi.serialization.record.RecordField;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.apache.nifi.serialization.record.RecordSchema;

/** Writes parsed lines through a record writer service. Lists and objects become text with their JSON. */
final class RecordLines {
    private static final int PRECISION = 38;
    private static final int SCALE = 9;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordSetWriterFactory writers;
    private final ComponentLog logger;

    RecordLines(RecordSetWriterFactory writers, ComponentLog logger) {
        this.writers = writers;
        this.logger = logger;
    }

    /** Returns the attributes that the writer wants the flow file to have. */
    Map<String, String> write(List<Map<String, Object>> lines, OutputStream out) throws IOException {
        RecordSchema ours = schema(lines);
        try {
            RecordSchema schema = writers.getSchema(Map.of(), ours);
            Map<String, String> attributes = new HashMap<>();
            try (RecordSetWriter writer = writers.createWriter(logger, schema, out, Map.of())) {
                writer.beginRecordSet();
                for (Map<String, Object> line : lines) {
                    writer.write(new MapRecord(ours, values(line, ours)));
                }
                WriteResult result = writer.finishRecordSet();
                attributes.putAll(result.getAttributes());
                attributes.put(TailAttributes.MIME_TYPE, writer.getMimeType());
                writer.flush();
            }
            return attributes;
        } catch (SchemaNotFoundException missing) {
            throw new IOException(
                    "'Record Writer' has no schema for the records: " + missing.getMessage()
                            + ". The lines are read again once it has one",
                    missing);
        }
    }

    private static RecordSchema schema(List<Map<String, Object>> lines) {
        Map<String, DataType> types = new LinkedHashMap<>();
        for (Map<String, Object> line : lines) {
            line.forEach((name, value) -> types.merge(name, type(value), RecordLines::common));
        }
        List<RecordField> fields = new ArrayList<>();
        types.forEach((name, type) -> fields.add(new RecordField(name, type, true)));
        return new SimpleRecordSchema(fields);
    }

    private static DataType type(Object value) {
        if (value == null) {
            return RecordFieldType.CHOICE.getDataType();
        }
        if (value instanceof Integer || value instanceof Long) {
            return RecordFieldType.LONG.getDataType();
        }
        if (value instanceof Number) {
            return RecordFieldType.DECIMAL.getDecimalDataType(PRECISION, SCALE);
        }
        return value instanceof Boolean ? RecordFieldType.BOOLEAN.getDataType() : RecordFieldType.STRING.getDataType();
    }

    /** Null leaves the type open; what is a number here and a word there is text. */
    private static DataType common(DataType one, DataType other) {
        if (one.getFieldType() == RecordFieldType.CHOICE || one.equals(other)) {
            return other;
        }
        if (other.getFieldType() == RecordFieldType.CHOICE) {
            return one;
        }
        boolean numbers = isNumber(one) && isNumber(other);
        return numbers
                ? RecordFieldType.DECIMAL.getDecimalDataType(PRECISION, SCALE)
                : RecordFieldType.STRING.getDataType();
    }

    private static boolean isNumber(DataType type) {
        return type.getFieldType() == RecordFieldType.LONG || type.getFieldType() == RecordFieldType.DECIMAL;
    }

    private static Map<String, Object> values(Map<String, Object> line, RecordSchema schema) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Object> field : line.entrySet()) {
            DataType type = schema.getDataType(field.getKey()).orElseThrow();
            values.put(field.getKey(), value(field.getValue(), type));
        }
        return values;
    }

    private static Object value(Object value, DataType type) throws JsonProcessingException {
        if (value == null) {
            return null;
        }
        return switch (type.getFieldType()) {
            case LONG -> ((Number) value).longValue();
            case DECIMAL -> value instanceof BigDecimal ? value : new BigDecimal(value.toString());
            case BOOLEAN -> value;
            default ->
                value instanceof Map || value instanceof List ? JSON.writeValueAsString(value) : value.toString();
        };
    }
}
