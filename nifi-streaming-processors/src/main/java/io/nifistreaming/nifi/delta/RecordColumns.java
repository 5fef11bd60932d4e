package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.Column;
import io.nifistreaming.delta.ColumnType;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import io.nifistreaming.delta.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.nifi.serialization.record.DataType;
import org.apache.nifi.serialization.record.RecordField;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.apache.nifi.serialization.record.RecordSchema;
import org.apache.nifi.serialization.record.type.ArrayDataType;
import org.apache.nifi.serialization.record.type.ChoiceDataType;
import org.apache.nifi.serialization.record.type.DecimalDataType;
import org.apache.nifi.serialization.record.type.MapDataType;
import org.apache.nifi.serialization.record.type.RecordDataType;

/** NiFi's record types as columns. What Delta has no type for (times, choices of unlike types) becomes text. */
final class RecordColumns {
    private static final int MOST_DIGITS = 38;
    /** From narrow to wide: a value of any of these fits into those behind it. */
    private static final List<Simple> NUMBERS =
            List.of(Simple.BYTE, Simple.SHORT, Simple.INTEGER, Simple.LONG, Simple.DOUBLE);

    private RecordColumns() {}

    /**
     * Refuses schemas without fields, and names that Delta refuses.
     *
     * @param without a field that becomes no column
     */
    static TableSchema of(RecordSchema schema, Optional<String> without) {
        List<Column> columns = columns(schema);
        without.ifPresent(name -> columns.removeIf(column -> column.name().equals(name)));
        return new TableSchema(columns);
    }

    private static List<Column> columns(RecordSchema schema) {
        List<Column> columns = new ArrayList<>();
        for (RecordField field : schema.getFields()) {
            columns.add(Column.of(field.getFieldName(), type(field.getDataType())));
        }
        return columns;
    }

    private static ColumnType type(DataType type) {
        return switch (type.getFieldType()) {
            case BOOLEAN -> Simple.BOOLEAN;
            case BYTE -> Simple.BYTE;
            case SHORT -> Simple.SHORT;
            case INT -> Simple.INTEGER;
            case LONG -> Simple.LONG;
            case BIGINT -> new Decimal(MOST_DIGITS, 0);
            case FLOAT -> Simple.FLOAT;
            case DOUBLE -> Simple.DOUBLE;
            case DECIMAL -> decimal((DecimalDataType) type);
            case DATE -> Simple.DATE;
            case TIMESTAMP -> Simple.TIMESTAMP;
            case ARRAY -> array((ArrayDataType) type);
            case MAP -> new MapOf(Simple.STRING, type(((MapDataType) type).getValueType()), true);
            case RECORD -> new Struct(columns(((RecordDataType) type).getChildSchema()));
            case CHOICE -> choice((ChoiceDataType) type);
            default -> Simple.STRING;
        };
    }

    private static ColumnType decimal(DecimalDataType type) {
        int scale = Math.min(Math.max(0, type.getScale()), MOST_DIGITS);
        return new Decimal(Math.max(Math.max(1, scale), Math.min(type.getPrecision(), MOST_DIGITS)), scale);
    }

    private static ColumnType array(ArrayDataType type) {
        DataType element = type.getElementType();
        if (element == null) {
            return new ListOf(Simple.STRING, true);
        }
        boolean bytes = element.getFieldType() == RecordFieldType.BYTE;
        return bytes ? Simple.BINARY : new ListOf(type(element), true);
    }

    /** The widest of numbers; of unlike types, text. */
    private static ColumnType choice(ChoiceDataType type) {
        ColumnType widest = null;
        for (DataType each : type.getPossibleSubTypes()) {
            ColumnType column = type(each);
            if (widest == null || widest.equals(column)) {
                widest = column;
            } else if (rank(widest) >= 0 && rank(column) >= 0) {
                widest = rank(column) > rank(widest) ? column : widest;
            } else {
                return Simple.STRING;
            }
        }
        return widest == null ? Simple.STRING : widest;
    }

    private static int rank(ColumnType type) {
        return type == Simple.FLOAT ? NUMBERS.indexOf(Simple.DOUBLE) : NUMBERS.indexOf(type);
    }
}
