package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of partition columns as Delta's protocol writes them, and the directories they name. An empty string is null
 * there: the protocol has one text for both.
 */
final class PartitionValues {
    private static final String NULL_DIRECTORY = "__HIVE_DEFAULT_PARTITION__";
    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private PartitionValues() {}

    static Map<String, String> of(List<Column> columns, int[] positions, Object[] row) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            values.put(columns.get(index).name(), text(columns.get(index), row[positions[index]]));
        }
        return values;
    }

    /** Refuses types that make no partitions. */
    static String text(Column column, Object value) {
        ColumnType type = column.type();
        if (!(type instanceof Decimal) && !(type instanceof Simple) || type == Simple.BINARY) {
            throw new IllegalArgumentException(
                    "Column '" + column.name() + "' can't partition a table: its type has no text. Choose another");
        }
        if (value == null) {
            return null;
        }
        String text = text(type, value);
        return text.isEmpty() ? null : text;
    }

    private static String text(ColumnType type, Object value) {
        if (type == Simple.DATE) {
            return LocalDate.ofEpochDay((Integer) value).toString();
        }
        if (type == Simple.TIMESTAMP) {
            Instant instant = Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).format(TIMESTAMP);
        }
        if (value instanceof byte[] utf8) {
            return new String(utf8, StandardCharsets.UTF_8);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    /** {@code day=2026-11-24/shop=a%2Fb/}; empty for a table without partitions. */
    static String directory(Map<String, String> partition) {
        StringBuilder path = new StringBuilder();
        partition.forEach((name, value) -> path.append(escaped(name))
                .append('=')
                .append(value == null ? NULL_DIRECTORY : escaped(value))
                .append('/'));
        return path.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char each : text.toCharArray()) {
            if (each < ' ' || ESCAPED.indexOf(each) >= 0) {
                escaped.append(String.format("%%%02X", (int) each));
            } else {
                escaped.append(each);
            }
        }
        return escaped.toString();
    }
}
