package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands one value of a type to Parquet. Values are of the classes that {@link ColumnType} names, and not null. */
interface ValueWriter {
    void write(RecordConsumer to, Object value);

    static ValueWriter of(ColumnType type) {
        if (type instanceof Simple simple) {
            return simple(simple);
        }
        if (type instanceof Decimal decimal) {
            return decimal(decimal);
        }
        if (type instanceof ListOf list) {
            return list(of(list.element()));
        }
        if (type instanceof MapOf map) {
            return map(of(map.key()), of(map.value()));
        }
        return struct((Struct) type);
    }

    /** Nothing at all for null. */
    static void field(RecordConsumer to, String name, int index, ValueWriter writer, Object value) {
        if (value != null) {
            to.startField(name, index);
            writer.write(to, value);
            to.endField(name, index);
        }
    }

    private static ValueWriter simple(Simple type) {
        return switch (type) {
            case STRING -> (to, value) -> to.addBinary(text(value));
            case BINARY -> (to, value) -> to.addBinary(Binary.fromConstantByteArray((byte[]) value));
            case LONG, TIMESTAMP -> (to, value) -> to.addLong((Long) value);
            case INTEGER, SHORT, BYTE, DATE -> (to, value) -> to.addInteger((Integer) value);
            case FLOAT -> (to, value) -> to.addFloat((Float) value);
            case DOUBLE -> (to, value) -> to.addDouble((Double) value);
            case BOOLEAN -> (to, value) -> to.addBoolean((Boolean) value);
        };
    }

    private static Binary text(Object value) {
        return value instanceof byte[] utf8 ? Binary.fromConstantByteArray(utf8) : Binary.fromString((String) value);
    }

    private static ValueWriter decimal(Decimal type) {
        int bytes = ParquetSchema.bytes(type.precision());
        if (type.precision() <= ParquetSchema.INT_DIGITS) {
            return (to, value) -> to.addInteger(unscaled(value, type).intValueExact());
        }
        if (type.precision() <= ParquetSchema.LONG_DIGITS) {
            return (to, value) -> to.addLong(unscaled(value, type).longValueExact());
        }
        return (to, value) -> to.addBinary(
                Binary.fromConstantByteArray(padded(unscaled(value, type).toByteArray(), bytes)));
    }

    private static java.math.BigInteger unscaled(Object value, Decimal type) {
        BigDecimal decimal = (BigDecimal) value;
        if (decimal.scale() != type.scale() || decimal.precision() > type.precision()) {
            throw new IllegalArgumentException(
                    decimal + " is not a decimal(" + type.precision() + "," + type.scale() + ")");
        }
        return decimal.unscaledValue();
    }

    /** The same number in so many bytes, big end first. */
    private static byte[] padded(byte[] number, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, 0, length - number.length, (byte) (number[0] < 0 ? -1 : 0));
        System.arraycopy(number, 0, padded, length - number.length, number.length);
        return padded;
    }

    private static ValueWriter list(ValueWriter element) {
        return (to, value) -> {
            List<?> elements = (List<?>) value;
            to.startGroup();
            if (!elements.isEmpty()) {
                to.startField("list", 0);
                for (Object each : elements) {
                    to.startGroup();
                    field(to, "element", 0, element, each);
                    to.endGroup();
                }
                to.endField("list", 0);
            }
            to.endGroup();
        };
    }

    private static ValueWriter map(ValueWriter key, ValueWriter ofValue) {
        return (to, value) -> {
            Map<?, ?> entries = (Map<?, ?>) value;
            to.startGroup();
            if (!entries.isEmpty()) {
                to.startField("key_value", 0);
                for (Map.Entry<?, ?> entry : entries.entrySet()) {
                    to.startGroup();
                    field(to, "key", 0, key, entry.getKey());
                    field(to, "value", 1, ofValue, entry.getValue());
                    to.endGroup();
                }
                to.endField("key_value", 0);
            }
            to.endGroup();
        };
    }

    private static ValueWriter struct(Struct type) {
        List<Column> columns = type.columns();
        ValueWriter[] writers =
                columns.stream().map(Column::type).map(ValueWriter::of).toArray(ValueWriter[]::new);
        return (to, value) -> {
            Object[] fields = (Object[]) value;
            to.startGroup();
            for (int index = 0; index < writers.length; index++) {
                field(to, columns.get(index).name(), index, writers[index], fields[index]);
            }
            to.endGroup();
        };
    }
}
