package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.FileBounds.Bounds;
import java.math.RoundingMode;
import java.util.List;

/** Which data files may hold a key of the source, by what the log tells of them. Says no only if that is certain. */
final class KeyPruning {
    private final List<ColumnPath> keys;
    private final ByteArena arena;
    private final long[] sorted;

    KeyPruning(MergeColumns columns, SourceIndex index) {
        this.keys = columns.keys();
        this.arena = index.arena();
        this.sorted = index.sortedKeys();
    }

    /**
     * Whether a key lies between the bounds of the first columns. A column after one with several values in the file
     * says nothing, since keys are sorted by the one before it.
     */
    boolean mayHold(FileBounds file) {
        OrderedBytes least = new OrderedBytes();
        OrderedBytes most = new OrderedBytes();
        boolean single = true;
        for (ColumnPath key : keys) {
            Bounds bounds = file.of(key);
            if (!bounds.mayHaveValues()) {
                return false;
            }
            if (single && bounds.least() != null && bounds.most() != null && isBounded(key.type())) {
                put(least, key.type(), bounds.least(), RoundingMode.FLOOR);
                put(most, key.type(), bounds.most(), RoundingMode.CEILING);
                single = TypedValue.compare(key.type(), bounds.least(), bounds.most()) == 0;
            } else {
                single = false;
            }
        }
        return hasBetween(least, most);
    }

    /** The bounds of broken numbers are silent about those that are none. */
    private static boolean isBounded(ColumnType type) {
        return type instanceof Decimal || type != Simple.FLOAT && type != Simple.DOUBLE;
    }

    private static void put(OrderedBytes into, ColumnType type, Object bound, RoundingMode rounding) {
        into.put(type, bound, rounding);
    }

    /** By the first so many bytes of the keys, which are whole columns. */
    private boolean hasBetween(OrderedBytes least, OrderedBytes most) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (arena.compare(sorted[middle], least.array(), least.length()) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < sorted.length && arena.compare(sorted[low], most.length(), most.array(), most.length()) <= 0;
    }
}
