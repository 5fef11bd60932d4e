package io.nifistreaming.delta;

import io.nifistreaming.delta.CompactionPlan.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The order of rows in files. */
interface RowOrder {
    /** What the place of a row is told by; made once a row. */
    Object keyOf(Object[] row);

    Comparator<Object> keys();

    static RowOrder of(DeltaTable table, List<TableFile> files, ReadPlan reading, CompactionPlan plan)
            throws IOException {
        List<ColumnPath> paths = plan.orderBy().stream()
                .map(name -> ColumnPath.of(reading.schema(), name))
                .toList();
        return plan.order() == Order.SORTED ? new Sorted(paths) : ZOrder.of(table, files, reading, paths);
    }

    /** Nulls before all values. */
    static int compare(ColumnType type, Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return TypedValue.compare(type, left, right);
    }

    /** By the first column, then by the second, and so on. */
    record Sorted(List<ColumnPath> paths) implements RowOrder {
        @Override
        public Object keyOf(Object[] row) {
            Object[] key = new Object[paths.size()];
            for (int index = 0; index < key.length; index++) {
                key[index] = paths.get(index).in(row);
            }
            return key;
        }

        @Override
        public Comparator<Object> keys() {
            return (left, right) -> {
                int order = 0;
                for (int index = 0; order == 0 && index < paths.size(); index++) {
                    order = compare(paths.get(index).type(), ((Object[]) left)[index], ((Object[]) right)[index]);
                }
                return order;
            };
        }
    }

    /** By the ranks of all columns' values among a sample, their bits interleaved. */
    record ZOrder(List<ColumnPath> paths, List<Object[]> bounds) implements RowOrder {
        private static final int SAMPLE = 20_000;
        private static final int MOST_BITS = 10;

        /** Reads the columns of all rows once; the sample is the same each time. */
        static ZOrder of(DeltaTable table, List<TableFile> files, ReadPlan reading, List<ColumnPath> paths)
                throws IOException {
            List<String> names =
                    paths.stream().map(ColumnPath::outermost).distinct().toList();
            ReadPlan narrow = reading.withColumns(names);
            List<ColumnPath> within = paths.stream()
                    .map(path -> ColumnPath.of(narrow.columns(), path.text()))
                    .toList();
            List<Object[]> sample = sample(new FileRows(table, files, narrow));
            List<Object[]> bounds = new ArrayList<>();
            for (ColumnPath path : within) {
                bounds.add(bounds(path, sample, bits(paths.size())));
            }
            return new ZOrder(paths, bounds);
        }

        private static int bits(int columns) {
            return Math.min(MOST_BITS, (Long.SIZE - 1) / columns);
        }

        private static List<Object[]> sample(RowSource source) throws IOException {
            Random dice = new Random(0);
            List<Object[]> sample = new ArrayList<>();
            try (source) {
                long seen = 0;
                for (Object[] row = source.next(); row != null; row = source.next()) {
                    long place = sample.size() < SAMPLE ? sample.size() : dice.nextLong(seen + 1);
                    if (place == sample.size()) {
                        sample.add(row);
                    } else if (place < SAMPLE) {
                        sample.set((int) place, row);
                    }
                    seen++;
                }
            }
            return sample;
        }

        private static Object[] bounds(ColumnPath path, List<Object[]> sample, int bits) {
            Object[] values = sample.stream().map(path::in).toArray();
            Arrays.sort(values, (left, right) -> compare(path.type(), left, right));
            int count = Math.min(values.length, (1 << bits) - 1);
            Object[] bounds = new Object[count];
            for (int index = 0; index < count; index++) {
                bounds[index] = values[(int) ((long) (index + 1) * values.length / (count + 1))];
            }
            return bounds;
        }

        @Override
        public Object keyOf(Object[] row) {
            int bits = bits(paths.size());
            long key = 0;
            int[] ranks = new int[paths.size()];
            for (int index = 0; index < ranks.length; index++) {
                ranks[index] = rank(paths.get(index), bounds.get(index), row);
            }
            for (int bit = bits - 1; bit >= 0; bit--) {
                for (int rank : ranks) {
                    key = key << 1 | rank >> bit & 1;
                }
            }
            return key;
        }

        private static int rank(ColumnPath path, Object[] bounds, Object[] row) {
            Object value = path.in(row);
            int low = 0;
            int high = bounds.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (compare(path.type(), bounds[middle], value) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        @Override
        public Comparator<Object> keys() {
            return Comparator.comparing(key -> (Long) key);
        }
    }
}
