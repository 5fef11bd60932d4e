package io.nifistreaming.delta;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Takes what nobody wants. */
final class Skipped {
    private Skipped() {}

    static Converter of(Type type) {
        return type.isPrimitive() ? new Primitive() : new Group(type.asGroupType());
    }

    private static final class Group extends GroupConverter {
        private final Converter[] fields;

        Group(GroupType type) {
            this.fields = type.getFields().stream().map(Skipped::of).toArray(Converter[]::new);
        }

        @Override
        public Converter getConverter(int index) {
            return fields[index];
        }

        @Override
        public void start() {
            // Nothing is kept of it.
        }

        @Override
        public void end() {
            // Nothing is kept of it.
        }
    }

    private static final class Primitive extends PrimitiveConverter {
        @Override
        public void addBinary(Binary value) {
            // Nothing is kept of it.
        }

        @Override
        public void addBoolean(boolean value) {
            // Nothing is kept of it.
        }

        @Override
        public void addDouble(double value) {
            // Nothing is kept of it.
        }

        @Override
        public void addFloat(float value) {
            // Nothing is kept of it.
        }

        @Override
        public void addInt(int value) {
            // Nothing is kept of it.
        }

        @Override
        public void addLong(long value) {
            // Nothing is kept of it.
        }
    }
}
