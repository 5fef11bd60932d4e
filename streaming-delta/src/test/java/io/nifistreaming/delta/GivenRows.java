package io.nifistreaming.delta;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows that a test names, with the values of its columns in their order. Notes which were refused. */
final class GivenRows implements AppendInput {
    private final TableSchema schema;
    private final List<Object[]> rows = new ArrayList<>();
    private final List<Boolean> deletes = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Optional<RangePlan.Offer> offer = Optional.empty();

    GivenRows(TableSchema schema) {
        this.schema = schema;
    }

    GivenRows row(Object... values) {
        rows.add(values);
        deletes.add(false);
        return this;
    }

    GivenRows delete(Object... values) {
        rows.add(values);
        deletes.add(true);
        return this;
    }

    /** Each row is a position from there. */
    GivenRows at(SourceId source, long first) {
        offer = Optional.of(new RangePlan.Offer(source, new Range(first, first + rows.size())));
        return this;
    }

    /** Index and reason of each. */
    List<String> refused() {
        return refused;
    }

    @Override
    public Optional<RangePlan.Offer> offer() {
        return offer;
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public Rows open(TableSchema target) {
        refused.clear();
        return new Rows() {
            private int next;

            @Override
            public Object[] next() {
                if (next == rows.size()) {
                    return null;
                }
                Object[] given = rows.get(next++);
                Object[] row = new Object[target.columns().size()];
                for (int index = 0; index < given.length; index++) {
                    row[target.indexOf(schema.columns().get(index).name())] = given[index];
                }
                return row;
            }

            @Override
            public long position() {
                return offer.orElseThrow().range().first() + next - 1;
            }

            @Override
            public boolean isDelete() {
                return deletes.get(next - 1);
            }

            @Override
            public void reject(String reason) {
                refused.add(next - 1 + " " + reason);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
