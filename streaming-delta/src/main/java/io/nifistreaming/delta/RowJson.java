package io.nifistreaming.delta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Rows as lines of JSON, for people: decimals exact, times in ISO 8601, bytes in base 64. */
public final class RowJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private final List<Column> columns;

    public RowJson(TableSchema schema) {
        this.columns = schema.columns();
    }

    /** One line, without its end. */
    public String line(Object[] row) {
        try {
            return JSON.writeValueAsString(struct(columns, row));
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode struct(List<Column> columns, Object[] row) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (int index = 0; index < columns.size(); index++) {
            node.set(columns.get(index).name(), value(columns.get(index).type(), row[index]));
        }
        return node;
    }

    private static JsonNode value(ColumnType type, Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.withExactBigDecimals(true);
        if (value == null) {
            return nodes.nullNode();
        }
        if (type instanceof Struct struct) {
            return struct(struct.columns(), (Object[]) value);
        }
        if (type instanceof ListOf list) {
            ArrayNode array = nodes.arrayNode();
            ((List<?>) value).forEach(each -> array.add(value(list.element(), each)));
            return array;
        }
        if (type instanceof MapOf map) {
            ObjectNode object = nodes.objectNode();
            ((Map<?, ?>) value)
                    .forEach((key, each) -> object.set(value(map.key(), key).asText(), value(map.value(), each)));
            return object;
        }
        if (type instanceof Simple simple) {
            return simple(simple, value, nodes);
        }
        return nodes.numberNode((BigDecimal) value);
    }

    private static JsonNode simple(Simple type, Object value, JsonNodeFactory nodes) {
        return switch (type) {
            case STRING ->
                nodes.textNode(
                        value instanceof byte[] utf8 ? new String(utf8, StandardCharsets.UTF_8) : (String) value);
            case LONG -> nodes.numberNode((Long) value);
            case INTEGER, SHORT, BYTE -> nodes.numberNode((Integer) value);
            case FLOAT -> nodes.numberNode((Float) value);
            case DOUBLE -> nodes.numberNode((Double) value);
            case BOOLEAN -> nodes.booleanNode((Boolean) value);
            case BINARY -> nodes.textNode(Base64.getEncoder().encodeToString((byte[]) value));
            case DATE -> nodes.textNode(LocalDate.ofEpochDay((Integer) value).toString());
            case TIMESTAMP ->
                nodes.textNode(
                        Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString());
        };
    }
}
