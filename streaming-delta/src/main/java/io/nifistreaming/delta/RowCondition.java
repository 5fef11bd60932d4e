package io.nifistreaming.delta;

import java.util.List;

/** A filter whose names and values are those of rows. */
sealed interface RowCondition {
    boolean holds(Object[] row);

    /** Whether it may hold for a row of the file; false only if it can't. */
    boolean mayHold(FileBounds file);

    /** Refuses columns that the rows don't have, and values that are unlike their columns. */
    static RowCondition of(RowFilter filter, TableSchema rows) {
        return ofPositive(filter.positive(), rows);
    }

    /** Those of the files that it may hold for a row of. */
    default List<TableFile> of(List<TableFile> files) {
        return files.stream().filter(file -> mayHold(new FileBounds(file))).toList();
    }

    private static RowCondition ofPositive(RowFilter filter, TableSchema rows) {
        if (filter instanceof RowFilter.All all) {
            return new All(all.of().stream().map(each -> ofPositive(each, rows)).toList());
        }
        if (filter instanceof RowFilter.Any any) {
            return new Any(any.of().stream().map(each -> ofPositive(each, rows)).toList());
        }
        if (filter instanceof RowFilter.IsNull none) {
            return new Presence(ColumnPath.of(rows, none.column()), false);
        }
        if (filter instanceof RowFilter.IsNotNull some) {
            return new Presence(ColumnPath.of(rows, some.column()), true);
        }
        RowFilter.Compare compare = (RowFilter.Compare) filter;
        ColumnPath path = ColumnPath.of(rows, compare.column());
        return new Compare(path, compare.comparison(), TypedValue.of(path.type(), compare.value(), path.text()));
    }

    record All(List<RowCondition> of) implements RowCondition {
        @Override
        public boolean holds(Object[] row) {
            for (RowCondition each : of) {
                if (!each.holds(row)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean mayHold(FileBounds file) {
            return of.stream().allMatch(each -> each.mayHold(file));
        }
    }

    record Any(List<RowCondition> of) implements RowCondition {
        @Override
        public boolean holds(Object[] row) {
            for (RowCondition each : of) {
                if (each.holds(row)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean mayHold(FileBounds file) {
            return of.stream().anyMatch(each -> each.mayHold(file));
        }
    }

    record Presence(ColumnPath path, boolean wanted) implements RowCondition {
        @Override
        public boolean holds(Object[] row) {
            return (path.in(row) != null) == wanted;
        }

        @Override
        public boolean mayHold(FileBounds file) {
            FileBounds.Bounds bounds = file.of(path);
            return wanted ? bounds.mayHaveValues() : bounds.mayHaveNulls();
        }
    }

    record Compare(ColumnPath path, RowFilter.Comparison comparison, Object value) implements RowCondition {
        @Override
        public boolean holds(Object[] row) {
            Object own = path.in(row);
            return own != null && comparison.holds(TypedValue.compare(path.type(), own, value));
        }

        @Override
        public boolean mayHold(FileBounds file) {
            FileBounds.Bounds bounds = file.of(path);
            if (!bounds.mayHaveValues()) {
                return false;
            }
            Object least = bounds.least();
            Object most = bounds.most();
            boolean below = least == null || TypedValue.compare(path.type(), least, value) < 0;
            boolean above = most == null || TypedValue.compare(path.type(), most, value) > 0;
            boolean within = (least == null || TypedValue.compare(path.type(), least, value) <= 0)
                    && (most == null || TypedValue.compare(path.type(), most, value) >= 0);
            return switch (comparison) {
                case EQUAL -> within;
                case NOT_EQUAL -> below || above;
                case LESS -> below;
                case AT_MOST -> below || within;
                case GREATER -> above;
                case AT_LEAST -> above || within;
            };
        }
    }
}
