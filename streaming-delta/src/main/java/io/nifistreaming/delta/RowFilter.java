package io.nifistreaming.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which rows are wanted, as SQL has it: what compares with null is not true, nor is its negation. Columns are named as
 * {@code price}, and fields within as {@code shop.name}.
 *
 * <p>Values are of the classes that {@link ColumnType} names, or what can be read as such without loss: whole numbers
 * and decimals for any numeric column, texts for all columns ({@code 2026-11-24}, {@code 2026-11-24T10:00:00Z}).
 */
public sealed interface RowFilter {
    /** All rows. */
    RowFilter ALL = new All(List.of());

    /** How a column compares with a value. */
    enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST;

        Comparison negated() {
            return switch (this) {
                case EQUAL -> NOT_EQUAL;
                case NOT_EQUAL -> EQUAL;
                case LESS -> AT_LEAST;
                case AT_LEAST -> LESS;
                case GREATER -> AT_MOST;
                case AT_MOST -> GREATER;
            };
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    /** A column compared with a value that is not null. */
    record Compare(String column, Comparison comparison, Object value) implements RowFilter {
        public Compare {
            Objects.requireNonNull(value, "value");
        }
    }

    /** A column without value. */
    record IsNull(String column) implements RowFilter {}

    /** A column with a value. */
    record IsNotNull(String column) implements RowFilter {}

    /** Each of them; of none, all rows. */
    record All(List<RowFilter> of) implements RowFilter {
        public All {
            of = List.copyOf(of);
        }
    }

    /** At least one of them; of none, no row. */
    record Any(List<RowFilter> of) implements RowFilter {
        public Any {
            of = List.copyOf(of);
        }
    }

    /** Rows for which the other is false. */
    record Not(RowFilter of) implements RowFilter {}

    static RowFilter equal(String column, Object value) {
        return new Compare(column, Comparison.EQUAL, value);
    }

    static RowFilter atLeast(String column, Object value) {
        return new Compare(column, Comparison.AT_LEAST, value);
    }

    static RowFilter atMost(String column, Object value) {
        return new Compare(column, Comparison.AT_MOST, value);
    }

    default RowFilter and(RowFilter other) {
        return new All(List.of(this, other));
    }

    default RowFilter or(RowFilter other) {
        return new Any(List.of(this, other));
    }

    /** The same without negations, which nulls would make hard to judge. */
    default RowFilter positive() {
        if (this instanceof All all) {
            return new All(all.of().stream().map(RowFilter::positive).toList());
        }
        if (this instanceof Any any) {
            return new Any(any.of().stream().map(RowFilter::positive).toList());
        }
        return this instanceof Not not ? not.of().negative() : this;
    }

    /** The negation of it, without negations within. */
    private RowFilter negative() {
        if (this instanceof Compare compare) {
            return new Compare(compare.column(), compare.comparison().negated(), compare.value());
        }
        if (this instanceof IsNull none) {
            return new IsNotNull(none.column());
        }
        if (this instanceof IsNotNull some) {
            return new IsNull(some.column());
        }
        if (this instanceof All all) {
            return new Any(all.of().stream().map(RowFilter::negative).toList());
        }
        if (this instanceof Any any) {
            return new All(any.of().stream().map(RowFilter::negative).toList());
        }
        return ((Not) this).of().positive();
    }

    /** The columns that it looks at, as it names them. */
    default List<String> columns() {
        List<String> names = new ArrayList<>();
        if (this instanceof Compare compare) {
            names.add(compare.column());
        } else if (this instanceof IsNull none) {
            names.add(none.column());
        } else if (this instanceof IsNotNull some) {
            names.add(some.column());
        } else if (this instanceof All all) {
            all.of().forEach(each -> names.addAll(each.columns()));
        } else if (this instanceof Any any) {
            any.of().forEach(each -> names.addAll(each.columns()));
        } else {
            names.addAll(((Not) this).of().columns());
        }
        return names;
    }
}
