package io.nifistreaming.delta;

import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.expressions.And;
import io.delta.standalone.expressions.EqualTo;
import io.delta.standalone.expressions.Expression;
import io.delta.standalone.expressions.Literal;
import io.delta.standalone.expressions.Or;
import io.delta.standalone.types.StructType;
import io.nifistreaming.delta.ColumnType.Simple;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which partitions of a table a transaction depends on, so that it conflicts with nothing else. */
final class ReadScope {
    /** More than these are the whole table. */
    private static final int MOST = 64;

    private final MergeColumns columns;
    private final Set<List<Object>> partitions = new LinkedHashSet<>();
    private boolean whole;

    ReadScope(MergeColumns columns) {
        this.columns = columns;
        this.whole = columns.partitioning() == 0
                || columns.keys().stream().limit(columns.partitioning()).anyMatch(key -> !isTold(key.type()));
    }

    /** Of types whose text in the log is the same whoever wrote it. */
    private static boolean isTold(ColumnType type) {
        return type == Simple.STRING || type == Simple.INTEGER || type == Simple.LONG;
    }

    /** Adds the partition of a row whose key is complete. */
    void add(Object[] row) {
        if (!whole) {
            partitions.add(columns.keys().stream()
                    .limit(columns.partitioning())
                    .map(key -> plain(key.in(row)))
                    .toList());
            whole = partitions.size() > MOST;
        }
    }

    private static Object plain(Object value) {
        return value instanceof byte[] utf8 ? new String(utf8, java.nio.charset.StandardCharsets.UTF_8) : value;
    }

    RowFilter filter() {
        if (whole || partitions.isEmpty()) {
            return RowFilter.ALL;
        }
        return new RowFilter.Any(partitions.stream().map(this::equal).toList());
    }

    private RowFilter equal(List<Object> partition) {
        return new RowFilter.All(Stream.iterate(0, index -> index + 1)
                .limit(partition.size())
                .map(index -> RowFilter.equal(columns.keys().get(index).text(), partition.get(index)))
                .toList());
    }

    /** Makes the transaction conflict with whatever changes what the filter passes. */
    static void mark(OptimisticTransaction transaction, RowFilter filter) {
        Optional<Expression> expression = transaction.readVersion() < 0
                ? Optional.empty()
                : expression(filter, transaction.metadata().getSchema());
        if (expression.isPresent()) {
            transaction.markFilesAsRead(expression.get());
        } else {
            transaction.readWholeTable();
        }
    }

    /** Empty for the whole table. */
    private static Optional<Expression> expression(RowFilter filter, StructType schema) {
        if (filter instanceof RowFilter.Any any) {
            return joined(any.of(), schema, false);
        }
        if (filter instanceof RowFilter.All all) {
            return joined(all.of(), schema, true);
        }
        if (filter instanceof RowFilter.Compare compare && compare.comparison() == RowFilter.Comparison.EQUAL) {
            return Optional.of(new EqualTo(schema.column(compare.column()), literal(compare.value())));
        }
        return Optional.empty();
    }

    private static Optional<Expression> joined(List<RowFilter> filters, StructType schema, boolean all) {
        Expression joined = null;
        for (RowFilter each : filters) {
            Optional<Expression> expression = expression(each, schema);
            if (expression.isEmpty()) {
                return Optional.empty();
            }
            Expression one = expression.get();
            joined = joined == null ? one : all ? new And(joined, one) : new Or(joined, one);
        }
        return Optional.ofNullable(joined);
    }

    private static Literal literal(Object value) {
        if (value instanceof Integer whole) {
            return Literal.of(whole);
        }
        return value instanceof Long whole ? Literal.of(whole) : Literal.of((String) value);
    }
}
