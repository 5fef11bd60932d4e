package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Values without parts, as the table's schema has them, of whatever the file holds that is not wider: an int where the
 * table has a long by now, decimals of less digits, times in any unit.
 */
final class PrimitiveReader {
    private static final long JULIAN_EPOCH = 2_440_588;
    private static final long MICROS_OF_DAY = 86_400_000_000L;
    private static final long NANOS_OF_MICRO = 1000;

    private final PrimitiveType file;
    private final String path;
    private final ReadPlan.Texts texts;
    private final OldCalendar calendar;
    private final Consumer<Object> to;

    private PrimitiveReader(
            PrimitiveType file, String path, ReadPlan.Texts texts, OldCalendar calendar, Consumer<Object> to) {
        this.file = file;
        this.path = path;
        this.texts = texts;
        this.calendar = calendar;
        this.to = to;
    }

    static PrimitiveConverter of(
            PrimitiveType file,
            ColumnType wanted,
            String path,
            ReadPlan.Texts texts,
            OldCalendar calendar,
            Consumer<Object> to) {
        PrimitiveReader reader = new PrimitiveReader(file, path, texts, calendar, to);
        if (wanted instanceof Decimal decimal) {
            return reader.decimal(decimal);
        }
        if (wanted instanceof Simple simple) {
            return reader.simple(simple);
        }
        throw unlike(file, wanted, path);
    }

    static UnsupportedTableException unlike(Type file, ColumnType wanted, String path) {
        return new UnsupportedTableException("Column '" + path + "' is " + SchemaEvolution.text(wanted)
                + " in the table, and '" + file.toString().strip() + "' in a data file, which is not to be read as "
                + "such: have the engine that wrote the file rewrite it");
    }

    private PrimitiveConverter simple(Simple wanted) {
        boolean bytes = stored(PrimitiveTypeName.BINARY) || stored(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);
        boolean whole = stored(PrimitiveTypeName.INT32);
        boolean fits =
                switch (wanted) {
                    case STRING, BINARY -> bytes;
                    case LONG -> whole || stored(PrimitiveTypeName.INT64);
                    case INTEGER, SHORT, BYTE, DATE -> whole;
                    case TIMESTAMP -> stored(PrimitiveTypeName.INT64) || stored(PrimitiveTypeName.INT96);
                    case FLOAT -> stored(PrimitiveTypeName.FLOAT);
                    case DOUBLE -> whole || stored(PrimitiveTypeName.FLOAT) || stored(PrimitiveTypeName.DOUBLE);
                    case BOOLEAN -> stored(PrimitiveTypeName.BOOLEAN);
                };
        if (!fits) {
            throw unlike(file, wanted, path);
        }
        return switch (wanted) {
            case STRING -> binary(texts == ReadPlan.Texts.UTF8 ? Binary::getBytes : Binary::toStringUsingUTF8);
            case BINARY -> binary(Binary::getBytes);
            case LONG -> numbers(value -> (long) value, value -> value);
            case INTEGER, SHORT, BYTE -> numbers(value -> value, null);
            case DATE -> numbers(calendar::days, null);
            case TIMESTAMP -> timestamp();
            case FLOAT, DOUBLE -> new Floating(wanted, to);
            case BOOLEAN -> new Truth(to);
        };
    }

    private boolean stored(PrimitiveTypeName type) {
        return file.getPrimitiveTypeName() == type;
    }

    private PrimitiveConverter binary(Function<Binary, Object> of) {
        return new Bytes(of, to);
    }

    private PrimitiveConverter numbers(IntFunction<Object> ofInt, LongFunction<Object> ofLong) {
        return new Whole(ofInt, ofLong, to);
    }

    private PrimitiveConverter timestamp() {
        if (file.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            return binary(this::ofInt96);
        }
        if (file.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation annotation) {
            return numbers(
                    null,
                    switch (annotation.getUnit()) {
                        case MILLIS -> value -> calendar.micros(Math.multiplyExact(value, NANOS_OF_MICRO));
                        case MICROS -> calendar::micros;
                        case NANOS -> value -> calendar.micros(Math.floorDiv(value, NANOS_OF_MICRO));
                    });
        }
        throw unlike(file, Simple.TIMESTAMP, path);
    }

    /** As Spark writes times by default: nanoseconds of the day, then the Julian day. */
    private Object ofInt96(Binary value) {
        ByteBuffer buffer = value.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = buffer.getLong();
        long days = buffer.getInt() - JULIAN_EPOCH;
        return calendar.micros(
                Math.addExact(Math.multiplyExact(days, MICROS_OF_DAY), Math.floorDiv(nanos, NANOS_OF_MICRO)));
    }

    private PrimitiveConverter decimal(Decimal wanted) {
        LogicalTypeAnnotation annotation = file.getLogicalTypeAnnotation();
        boolean decimal = annotation instanceof DecimalLogicalTypeAnnotation;
        int scale = decimal ? ((DecimalLogicalTypeAnnotation) annotation).getScale() : 0;
        switch (file.getPrimitiveTypeName()) {
            case INT32, INT64:
                LongFunction<Object> exact = value -> scaled(BigDecimal.valueOf(value, scale), wanted);
                return numbers(exact::apply, exact);
            case BINARY, FIXED_LEN_BYTE_ARRAY:
                if (decimal) {
                    return binary(
                            value -> scaled(new BigDecimal(new BigInteger(value.getBytesUnsafe()), scale), wanted));
                }
                break;
            default:
                break;
        }
        throw unlike(file, wanted, path);
    }

    private Object scaled(BigDecimal value, Decimal wanted) {
        BigDecimal exact;
        try {
            exact = value.setScale(wanted.scale(), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException inexact) {
            throw unlike(file, wanted, path);
        }
        if (exact.precision() > wanted.precision()) {
            throw unlike(file, wanted, path);
        }
        return exact;
    }

    /** Of bytes; what a file holds once for many rows is made once. */
    private static final class Bytes extends PrimitiveConverter {
        private final Function<Binary, Object> of;
        private final Consumer<Object> to;
        private Object[] known = new Object[0];

        Bytes(Function<Binary, Object> of, Consumer<Object> to) {
            this.of = of;
            this.to = to;
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary dictionary) {
            known = new Object[dictionary.getMaxId() + 1];
            for (int id = 0; id < known.length; id++) {
                known[id] = of.apply(dictionary.decodeToBinary(id));
            }
        }

        @Override
        public void addValueFromDictionary(int id) {
            to.accept(known[id]);
        }

        @Override
        public void addBinary(Binary value) {
            to.accept(of.apply(value));
        }
    }

    private static final class Whole extends PrimitiveConverter {
        private final IntFunction<Object> ofInt;
        private final LongFunction<Object> ofLong;
        private final Consumer<Object> to;

        Whole(IntFunction<Object> ofInt, LongFunction<Object> ofLong, Consumer<Object> to) {
            this.ofInt = ofInt;
            this.ofLong = ofLong;
            this.to = to;
        }

        @Override
        public void addInt(int value) {
            to.accept(ofInt.apply(value));
        }

        @Override
        public void addLong(long value) {
            to.accept(ofLong.apply(value));
        }
    }

    private static final class Floating extends PrimitiveConverter {
        private final boolean wide;
        private final Consumer<Object> to;

        Floating(Simple wanted, Consumer<Object> to) {
            this.wide = wanted == Simple.DOUBLE;
            this.to = to;
        }

        @Override
        public void addFloat(float value) {
            if (wide) {
                to.accept((double) value);
            } else {
                to.accept(value);
            }
        }

        @Override
        public void addDouble(double value) {
            to.accept(value);
        }

        @Override
        public void addInt(int value) {
            to.accept((double) value);
        }
    }

    private static final class Truth extends PrimitiveConverter {
        private final Consumer<Object> to;

        Truth(Consumer<Object> to) {
            this.to = to;
        }

        @Override
        public void addBoolean(boolean value) {
            to.accept(value);
        }
    }
}
