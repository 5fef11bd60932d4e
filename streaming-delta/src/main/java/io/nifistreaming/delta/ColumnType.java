package io.nifistreaming.delta;

import java.util.List;
import java.util.Objects;

/**
 * What a column holds, and as what Java object a row holds it. Null stands for null.
 *
 * <p>Refuses nothing but decimals that Delta does not know; which names a table may have is for {@link TableSchema}.
 */
public sealed interface ColumnType {
    /** Types without parts. */
    enum Simple implements ColumnType {
        /** A {@code String}, or {@code byte[]} that is UTF-8 already. */
        STRING,
        /** A {@code Long}. */
        LONG,
        /** An {@code Integer}. */
        INTEGER,
        /** An {@code Integer} within 16 bits. */
        SHORT,
        /** An {@code Integer} within 8 bits. */
        BYTE,
        /** A {@code Float}. */
        FLOAT,
        /** A {@code Double}. */
        DOUBLE,
        /** A {@code Boolean}. */
        BOOLEAN,
        /** A {@code byte[]}. */
        BINARY,
        /** An {@code Integer}: days since 1970-01-01. */
        DATE,
        /** A {@code Long}: microseconds since 1970-01-01T00:00Z. */
        TIMESTAMP
    }

    /**
     * A {@code BigDecimal} of exactly this scale.
     *
     * @param precision digits in all, at most 38
     * @param scale digits behind the point
     */
    record Decimal(int precision, int scale) implements ColumnType {
        public Decimal {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("Delta has no decimal(" + precision + "," + scale
                        + "): the precision is 1 to 38, and the scale 0 to the precision");
            }
        }
    }

    /** A {@code List}. */
    record ListOf(ColumnType element, boolean containsNull) implements ColumnType {
        public ListOf {
            Objects.requireNonNull(element, "element");
        }
    }

    /** A {@code Map}; no key is null. */
    record MapOf(ColumnType key, ColumnType value, boolean valueContainsNull) implements ColumnType {
        public MapOf {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }
    }

    /** An {@code Object[]}, a value for each column. */
    record Struct(List<Column> columns) implements ColumnType {
        public Struct {
            columns = List.copyOf(columns);
        }
    }
}
