package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.Column;
import io.nifistreaming.delta.ColumnType;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import io.nifistreaming.delta.TableSchema;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.serialization.SimpleRecordSchema;
import org.apache.nifi.serialization.record.DataType;
import org.apache.nifi.serialization.record.MapRecord;
import org.apache.nifi.serialization.record.RecordField;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.apache.nifi.serialization.record.RecordSchema;

/** Makes records of rows. */
final class RowRecords {
    private final List<Column> columns;
    private final RecordSchema schema;

    RowRecords(TableSchema rows) {
        this.columns = rows.columns();
        this.schema = schema(columns);
    }

    RecordSchema schema() {
        return schema;
    }

    MapRecord of(Object[] row) {
        return record(columns, schema, row);
    }

    private static RecordSchema schema(List<Column> columns) {
        return new SimpleRecordSchema(columns.stream()
                .map(column -> new RecordField(column.name(), type(column.type()), column.nullable()))
                .toList());
    }

    private static DataType type(ColumnType type) {
        if (type instanceof Decimal decimal) {
            return RecordFieldType.DECIMAL.getDecimalDataType(decimal.precision(), decimal.scale());
        }
        if (type instanceof ListOf list) {
            return RecordFieldType.ARRAY.getArrayDataType(type(list.element()), list.containsNull());
        }
        if (type instanceof MapOf map) {
            return RecordFieldType.MAP.getMapDataType(type(map.value()), map.valueContainsNull());
        }
        if (type instanceof Struct struct) {
            return RecordFieldType.RECORD.getRecordDataType(schema(struct.columns()));
        }
        return switch ((Simple) type) {
            case STRING -> RecordFieldType.STRING.getDataType();
            case LONG -> RecordFieldType.LONG.getDataType();
            case INTEGER -> RecordFieldType.INT.getDataType();
            case SHORT -> RecordFieldType.SHORT.getDataType();
            case BYTE -> RecordFieldType.BYTE.getDataType();
            case FLOAT -> RecordFieldType.FLOAT.getDataType();
            case DOUBLE -> RecordFieldType.DOUBLE.getDataType();
            case BOOLEAN -> RecordFieldType.BOOLEAN.getDataType();
            case BINARY -> RecordFieldType.ARRAY.getArrayDataType(RecordFieldType.BYTE.getDataType());
            case DATE -> RecordFieldType.DATE.getDataType();
            case TIMESTAMP -> RecordFieldType.TIMESTAMP.getDataType();
        };
    }

    private static MapRecord record(List<Column> columns, RecordSchema schema, Object[] row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            values.put(column.name(), value(column.type(), row[index]));
        }
        return new MapRecord(schema, values);
    }

    private static Object value(ColumnType type, Object value) {
        if (value == null) {
            return null;
        }
        if (type instanceof ListOf list) {
            return ((List<?>) value)
                    .stream().map(each -> value(list.element(), each)).toArray();
        }
        if (type instanceof MapOf map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            ((Map<?, ?>) value)
                    .forEach((key, each) ->
                            entries.put(String.valueOf(value(map.key(), key)), value(map.value(), each)));
            return entries;
        }
        if (type instanceof Struct struct) {
            return record(struct.columns(), schema(struct.columns()), (Object[]) value);
        }
        if (type == Simple.DATE) {
            return Date.valueOf(LocalDate.ofEpochDay((Integer) value));
        }
        if (type == Simple.TIMESTAMP) {
            return Timestamp.from(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS));
        }
        if (type == Simple.SHORT) {
            return ((Integer) value).shortValue();
        }
        if (type == Simple.BYTE) {
            return ((Integer) value).byteValue();
        }
        return type == Simple.BINARY ? boxed((byte[]) value) : value;
    }

    private static Byte[] boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        for (int index = 0; index < bytes.length; index++) {
            boxed[index] = bytes[index];
        }
        return boxed;
    }
}
