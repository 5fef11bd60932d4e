package io.nifistreaming.delta;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nifistreaming.delta.ColumnType.Simple;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/** What the log tells of the values in a data file. What it does not tell is open. */
final class FileBounds {
    /** Decimals as they are written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final long MICROS_OF_MILLI = 1000;

    private final Map<String, String> partition;
    private final JsonNode statistics;

    FileBounds(TableFile file) {
        this.partition = file.partition();
        this.statistics = file.statistics().map(FileBounds::parsed).orElse(MissingNode.getInstance());
    }

    /** Statistics that can't be read are none: they only save work. */
    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }

    /** How many rows, if that is told. */
    OptionalLong rows() {
        JsonNode rows = statistics.path("numRecords");
        return rows.isIntegralNumber() ? OptionalLong.of(rows.longValue()) : OptionalLong.empty();
    }

    /**
     * Of one column.
     *
     * @param least no value is less; null if that is open
     * @param most no value is greater; null if that is open
     */
    record Bounds(Object least, Object most, boolean mayHaveNulls, boolean mayHaveValues) {
        static final Bounds OPEN = new Bounds(null, null, true, true);
    }

    Bounds of(ColumnPath path) {
        for (Map.Entry<String, String> each : partition.entrySet()) {
            if (path.names().size() == 1 && each.getKey().equalsIgnoreCase(path.outermost())) {
                Object value = TypedValue.ofPartition(path.type(), each.getValue());
                return new Bounds(value, value, value == null, value != null);
            }
        }
        OptionalLong rows = rows();
        JsonNode nulls = at("nullCount", path);
        boolean known = rows.isPresent() && nulls.isIntegralNumber();
        boolean noNulls = known && nulls.longValue() == 0;
        boolean allNull = known && nulls.longValue() == rows.getAsLong();
        return new Bounds(
                bound(at("minValues", path), path.type(), 0),
                bound(at("maxValues", path), path.type(), MICROS_OF_MILLI - 1),
                !noNulls,
                !allNull);
    }

    private JsonNode at(String kind, ColumnPath path) {
        JsonNode node = statistics.path(kind);
        for (String name : path.names()) {
            node = node.path(name);
        }
        return node;
    }

    /** @param cut what a bound of times may have lost, since writers cut it to milliseconds */
    private static Object bound(JsonNode value, ColumnType type, long cut) {
        if (!value.isValueNode() || value.isNull() || !TypedValue.isOrdered(type)) {
            return null;
        }
        try {
            Object bound = TypedValue.of(type, value.asText(), "");
            if (type == Simple.TIMESTAMP) {
                return (Long) bound + cut;
            }
            boolean number = !(bound instanceof Double broken) || !broken.isNaN();
            return number ? bound : null;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
