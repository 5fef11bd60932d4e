package io.nifistreaming.delta;

import io.delta.standalone.types.ArrayType;
import io.delta.standalone.types.BinaryType;
import io.delta.standalone.types.BooleanType;
import io.delta.standalone.types.ByteType;
import io.delta.standalone.types.DataType;
import io.delta.standalone.types.DateType;
import io.delta.standalone.types.DecimalType;
import io.delta.standalone.types.DoubleType;
import io.delta.standalone.types.FloatType;
import io.delta.standalone.types.IntegerType;
import io.delta.standalone.types.LongType;
import io.delta.standalone.types.MapType;
import io.delta.standalone.types.ShortType;
import io.delta.standalone.types.StringType;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import io.delta.standalone.types.TimestampType;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Our columns and those of the library, which is not to be seen outside this package. */
final class DeltaSchemas {
    private static final Map<Simple, DataType> SIMPLE = new EnumMap<>(Map.ofEntries(
            Map.entry(Simple.STRING, new StringType()),
            Map.entry(Simple.LONG, new LongType()),
            Map.entry(Simple.INTEGER, new IntegerType()),
            Map.entry(Simple.SHORT, new ShortType()),
            Map.entry(Simple.BYTE, new ByteType()),
            Map.entry(Simple.FLOAT, new FloatType()),
            Map.entry(Simple.DOUBLE, new DoubleType()),
            Map.entry(Simple.BOOLEAN, new BooleanType()),
            Map.entry(Simple.BINARY, new BinaryType()),
            Map.entry(Simple.DATE, new DateType()),
            Map.entry(Simple.TIMESTAMP, new TimestampType())));

    private DeltaSchemas() {}

    static StructType toDelta(List<Column> columns) {
        return new StructType(columns.stream()
                .map(column -> new StructField(column.name(), toDelta(column.type()), column.nullable()))
                .toArray(StructField[]::new));
    }

    /** Refuses types that this product does not write. */
    static TableSchema fromDelta(StructType type) {
        List<Column> columns = columns(type, "");
        try {
            return new TableSchema(columns);
        } catch (IllegalArgumentException odd) {
            throw new UnsupportedTableException("The columns that the table's log tells of are none that this product"
                    + " knows (" + odd.getMessage() + "): leave this table to the engine that made it");
        }
    }

    private static DataType toDelta(ColumnType type) {
        if (type instanceof Simple simple) {
            return SIMPLE.get(simple);
        }
        if (type instanceof Decimal decimal) {
            return new DecimalType(decimal.precision(), decimal.scale());
        }
        if (type instanceof ListOf list) {
            return new ArrayType(toDelta(list.element()), list.containsNull());
        }
        if (type instanceof MapOf map) {
            return new MapType(toDelta(map.key()), toDelta(map.value()), map.valueContainsNull());
        }
        return toDelta(((Struct) type).columns());
    }

    private static List<Column> columns(StructType type, String within) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : type.getFields()) {
            String path = within + field.getName();
            columns.add(new Column(field.getName(), fromDelta(field.getDataType(), path), field.isNullable()));
        }
        return columns;
    }

    private static ColumnType fromDelta(DataType type, String path) {
        if (type instanceof DecimalType decimal) {
            return new Decimal(decimal.getPrecision(), decimal.getScale());
        }
        if (type instanceof ArrayType list) {
            return new ListOf(fromDelta(list.getElementType(), path + ".element"), list.containsNull());
        }
        if (type instanceof MapType map) {
            return new MapOf(
                    fromDelta(map.getKeyType(), path + ".key"),
                    fromDelta(map.getValueType(), path + ".value"),
                    map.valueContainsNull());
        }
        if (type instanceof StructType struct) {
            return new Struct(columns(struct, path + "."));
        }
        for (Map.Entry<Simple, DataType> simple : SIMPLE.entrySet()) {
            if (simple.getValue().equals(type)) {
                return simple.getKey();
            }
        }
        throw new UnsupportedTableException("Column '" + path + "' is of type " + type.getTypeName()
                + ", which this product neither reads nor writes: leave this table to the engine that made it");
    }
}
