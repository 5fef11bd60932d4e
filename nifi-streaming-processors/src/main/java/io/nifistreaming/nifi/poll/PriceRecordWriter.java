package io.nifistreaming.nifi.poll;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
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

/** Writes the outbox's lines of JSON through a record writer service. */
final class PriceRecordWriter {
    private static final int PRECISION = 38;
    private static final int SCALE = 9;
    /** Of a field that is null so far. */
    private static final DataType UNKNOWN = RecordFieldType.CHOICE.getDataType();

    private static final ObjectReader LINES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build()
            .readerFor(JsonNode.class);

    private final RecordSetWriterFactory writers;
    private final ComponentLog logger;

    PriceRecordWriter(RecordSetWriterFactory writers, ComponentLog logger) {
        this.writers = writers;
        this.logger = logger;
    }

    /** Writes all lines, and gives the attributes that the writer wants the flow file to have. */
    Map<String, String> write(byte[] lines, Map<String, String> variables, OutputStream out)
            throws IOException, SchemaNotFoundException {
        List<JsonNode> rows = new ArrayList<>();
        try (MappingIterator<JsonNode> all = LINES.readValues(lines)) {
            all.forEachRemaining(rows::add);
        }
        RecordSchema ours = schema(rows);
        RecordSchema schema = writers.getSchema(variables, ours);
        Map<String, String> attributes = new HashMap<>();
        try (RecordSetWriter writer = writers.createWriter(logger, schema, out, variables)) {
            writer.beginRecordSet();
            for (JsonNode row : rows) {
                writer.write(new MapRecord(ours, values(row, ours)));
            }
            WriteResult result = writer.finishRecordSet();
            attributes.putAll(result.getAttributes());
            attributes.put(PollAttributes.MIME_TYPE, writer.getMimeType());
            writer.flush();
        }
        return attributes;
    }

    private static RecordSchema schema(List<JsonNode> rows) {
        Map<String, DataType> types = new LinkedHashMap<>();
        for (String text : List.of("competitor", "sku", "title")) {
            types.put(text, RecordFieldType.STRING.getDataType());
        }
        DataType amount = RecordFieldType.DECIMAL.getDecimalDataType(PRECISION, SCALE);
        types.put("price", amount);
        types.put("currency", RecordFieldType.STRING.getDataType());
        types.put("in_stock", RecordFieldType.BOOLEAN.getDataType());
        for (String text : List.of("url", "observed_at", "change")) {
            types.put(text, RecordFieldType.STRING.getDataType());
        }
        types.put("previous_price", amount);
        types.put("tombstone", RecordFieldType.STRING.getDataType());
        Map<String, DataType> further = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            row.properties().forEach(field -> {
                if (!types.containsKey(field.getKey())) {
                    further.merge(field.getKey(), typeOf(field.getValue(), amount), PriceRecordWriter::common);
                }
            });
        }
        types.putAll(further);
        List<RecordField> fields = new ArrayList<>();
        types.forEach((name, type) ->
                fields.add(new RecordField(name, type == UNKNOWN ? RecordFieldType.STRING.getDataType() : type, true)));
        return new SimpleRecordSchema(fields);
    }

    private static DataType typeOf(JsonNode value, DataType amount) {
        if (value.isNull()) {
            return UNKNOWN;
        }
        if (value.isNumber()) {
            return amount;
        }
        return value.isBoolean() ? RecordFieldType.BOOLEAN.getDataType() : RecordFieldType.STRING.getDataType();
    }

    /** Null leaves the type open; what is a number here and a word there is text. */
    private static DataType common(DataType one, DataType other) {
        if (one == UNKNOWN || one.equals(other)) {
            return other;
        }
        return other == UNKNOWN ? one : RecordFieldType.STRING.getDataType();
    }

    private static Map<String, Object> values(JsonNode row, RecordSchema schema) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.properties().forEach(field -> {
            boolean text = schema.getDataType(field.getKey()).orElseThrow().getFieldType() == RecordFieldType.STRING;
            values.put(field.getKey(), value(field.getValue(), text));
        });
        return values;
    }

    private static Object value(JsonNode node, boolean asText) {
        if (node.isNull()) {
            return null;
        }
        if (node.isNumber() && !asText) {
            return node.decimalValue();
        }
        return node.isBoolean() && !asText ? (Object) node.booleanValue() : node.asText();
    }
}
