package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.Column;
import io.nifistreaming.delta.ColumnType;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import io.nifistreaming.delta.TableSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.serialization.record.Record;

/** Makes rows of records: exactly, or not at all. Nothing is rounded, cut or overflowed into a column. */
final class RecordRow {
    /** Beyond these a few bytes such as 1e999999999 would become a number of gigabytes. */
    private static final int MOST_DIGITS = 1_000;

    private final List<Column> columns;
    private final List<Column> nullable;

    RecordRow(TableSchema target) {
        this.columns = target.columns();
        this.nullable = columns.stream()
                .map(column -> Column.of(column.name(), column.type()))
                .toList();
    }

    Object[] of(Record record) throws UnfitValueException {
        return row(record, columns, "");
    }

    /** A row that is to go: what it lacks beside its key is never written, and may lack where nothing else may. */
    Object[] ofDeletion(Record record) throws UnfitValueException {
        return row(record, nullable, "");
    }

    private static Object[] row(Record record, List<Column> columns, String within) throws UnfitValueException {
        Object[] row = new Object[columns.size()];
        for (int index = 0; index < row.length; index++) {
            Column column = columns.get(index);
            row[index] = value(field(record, column.name()), column.type(), within + column.name());
            if (row[index] == null && !column.nullable()) {
                throw new UnfitValueException("Field '" + within + column.name()
                        + "' has no value, and its column may not be null: give it one, or let the column be null");
            }
        }
        return row;
    }

    /** A table takes names in any case for the same column, and so has to find them. */
    private static Object field(Record record, String column) {
        Object exact = record.getValue(column);
        if (exact == null && record.getSchema().getField(column).isEmpty()) {
            for (String name : record.getSchema().getFieldNames()) {
                if (name.equalsIgnoreCase(column)) {
                    return record.getValue(name);
                }
            }
        }
        return exact;
    }

    private static Object value(Object value, ColumnType type, String path) throws UnfitValueException {
        if (value == null) {
            return null;
        }
        if (type instanceof Simple simple) {
            return simple(value, simple, path);
        }
        if (type instanceof Decimal decimal) {
            return decimal(value, decimal, path);
        }
        if (type instanceof ListOf list) {
            return list(value, list, path);
        }
        if (type instanceof MapOf map) {
            return map(value, map, path);
        }
        if (value instanceof Record record) {
            return row(record, ((Struct) type).columns(), path + ".");
        }
        throw unlike(value, "a record", path);
    }

    private static Object simple(Object value, Simple type, String path) throws UnfitValueException {
        return switch (type) {
            case STRING -> Values.text(value);
            case BINARY -> Values.bytes(value, path);
            case BOOLEAN -> Values.truth(value, path);
            case BYTE -> (int) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, path);
            case SHORT -> (int) whole(value, Short.MIN_VALUE, Short.MAX_VALUE, path);
            case INTEGER -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, path);
            case LONG -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, path);
            case FLOAT -> single(value, path);
            case DOUBLE -> broken(value, path);
            case DATE -> Values.days(value, path);
            case TIMESTAMP -> Values.micros(value, path);
        };
    }

    private static long whole(Object value, long least, long most, String path) throws UnfitValueException {
        long whole;
        try {
            whole = number(value, path).toBigIntegerExact().longValueExact();
        } catch (ArithmeticException inexact) {
            throw new UnfitValueException("Field '" + path + "' is no whole number of 64 bits: widen the column, or "
                    + "round the field before");
        }
        if (whole < least || whole > most) {
            throw new UnfitValueException("Field '" + path + "' is beyond its column, which holds " + least + " to "
                    + most + ": write to a table with a wider column");
        }
        return whole;
    }

    private static double broken(Object value, String path) throws UnfitValueException {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        double broken = number(value, path).doubleValue();
        if (Double.isInfinite(broken)) {
            throw beyondBroken(path);
        }
        return broken;
    }

    private static float single(Object value, String path) throws UnfitValueException {
        double broken = broken(value, path);
        if (Float.isInfinite((float) broken) && !Double.isInfinite(broken)) {
            throw beyondBroken(path);
        }
        return (float) broken;
    }

    private static UnfitValueException beyondBroken(String path) {
        return new UnfitValueException(
                "Field '" + path + "' is greater than any number of its column: write to a table with a wider column");
    }

    private static BigDecimal decimal(Object value, Decimal type, String path) throws UnfitValueException {
        BigDecimal exact;
        try {
            exact = number(value, path).setScale(type.scale(), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException inexact) {
            throw new UnfitValueException("Field '" + path + "' has more than " + type.scale()
                    + " digits behind the point, which its column holds: round it before, or widen the column");
        }
        if (exact.precision() > type.precision()) {
            throw new UnfitValueException("Field '" + path + "' has more than " + type.precision()
                    + " digits, which its column holds: write to a table with a wider column");
        }
        return exact;
    }

    /** Floating point as it is written, so that 0.1 is a tenth. */
    private static BigDecimal number(Object value, String path) throws UnfitValueException {
        try {
            if (value instanceof BigDecimal decimal) {
                return bounded(decimal, path);
            }
            if (value instanceof BigInteger big) {
                return new BigDecimal(big);
            }
            if (value instanceof Number || value instanceof CharSequence) {
                return bounded(new BigDecimal(value.toString().strip()), path);
            }
        } catch (NumberFormatException none) {
            throw new UnfitValueException(
                    "Field '" + path + "' is no number, which its column wants: convert it before");
        }
        throw unlike(value, "a number", path);
    }

    private static BigDecimal bounded(BigDecimal number, String path) throws UnfitValueException {
        if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS || number.scale() > MOST_DIGITS) {
            throw new UnfitValueException("Field '" + path + "' has an exponent that no column holds: leave it out, or "
                    + "write it as text");
        }
        return number;
    }

    private static List<Object> list(Object value, ListOf type, String path) throws UnfitValueException {
        Object[] elements;
        if (value instanceof Object[] array) {
            elements = array;
        } else if (value instanceof List<?> list) {
            elements = list.toArray();
        } else {
            throw unlike(value, "an array", path);
        }
        List<Object> converted = new ArrayList<>(elements.length);
        for (Object element : elements) {
            if (element == null && !type.containsNull()) {
                throw new UnfitValueException("Field '" + path + "' has an element without value, which its column may "
                        + "not have: leave it out before");
            }
            converted.add(value(element, type.element(), path + "[]"));
        }
        return converted;
    }

    private static Map<Object, Object> map(Object value, MapOf type, String path) throws UnfitValueException {
        Map<?, ?> entries;
        if (value instanceof Map<?, ?> map) {
            entries = map;
        } else if (value instanceof Record record) {
            entries = record.toMap();
        } else {
            throw unlike(value, "a map", path);
        }
        Map<Object, Object> converted = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            Object key = value(entry.getKey(), type.key(), path + " (key)");
            Object ofKey = value(entry.getValue(), type.value(), path + "[" + key + "]");
            if (key == null || ofKey == null && !type.valueContainsNull()) {
                throw new UnfitValueException(
                        "Field '" + path + "' has a key or a value that is null, which its column "
                                + "may not have: leave it out before");
            }
            converted.put(key, ofKey);
        }
        return converted;
    }

    static UnfitValueException unlike(Object value, String wanted, String path) {
        return new UnfitValueException(
                "Field '" + path + "' is a " + value.getClass().getSimpleName() + ", and its column wants " + wanted
                        + ": convert it before, or write to another table");
    }
}
