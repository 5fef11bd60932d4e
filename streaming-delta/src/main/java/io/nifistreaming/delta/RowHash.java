package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * 64 bits that tell rows of one schema apart. Texts count by their UTF-8, in whatever class they are, and maps in any
 * order.
 */
final class RowHash {
    private static final long NULL = 0x5851F42D4C957F2DL;

    private final ColumnType[] types;

    RowHash(TableSchema schema) {
        types = schema.columns().stream().map(Column::type).toArray(ColumnType[]::new);
    }

    long of(Object[] row) {
        return row(types, row);
    }

    private static long row(ColumnType[] types, Object[] row) {
        long hash = types.length;
        for (int index = 0; index < types.length; index++) {
            hash = Bytes.mixed(hash * 31 + value(types[index], row[index]));
        }
        return hash;
    }

    private static long value(ColumnType type, Object value) {
        if (value == null) {
            return NULL;
        }
        if (type instanceof Simple simple) {
            return simple(simple, value);
        }
        if (type instanceof ListOf list) {
            long hash = 1;
            for (Object each : (List<?>) value) {
                hash = Bytes.mixed(hash * 31 + value(list.element(), each));
            }
            return hash;
        }
        if (type instanceof MapOf map) {
            long hash = 2;
            for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
                hash += Bytes.mixed(value(map.key(), each.getKey()) * 31 + value(map.value(), each.getValue()));
            }
            return hash;
        }
        if (type instanceof Struct struct) {
            return row(struct.columns().stream().map(Column::type).toArray(ColumnType[]::new), (Object[]) value);
        }
        byte[] unscaled = ((BigDecimal) value).unscaledValue().toByteArray();
        return Bytes.hash(unscaled, 0, unscaled.length);
    }

    private static long simple(Simple type, Object value) {
        return switch (type) {
            case STRING, BINARY -> {
                byte[] bytes = value instanceof byte[] raw ? raw : ((String) value).getBytes(StandardCharsets.UTF_8);
                yield Bytes.hash(bytes, 0, bytes.length);
            }
            case LONG, INTEGER, SHORT, BYTE, DATE, TIMESTAMP -> Bytes.mixed(((Number) value).longValue());
            case FLOAT, DOUBLE -> Bytes.mixed(Double.doubleToLongBits(((Number) value).doubleValue()));
            case BOOLEAN -> (Boolean) value ? 3 : 4;
        };
    }
}
