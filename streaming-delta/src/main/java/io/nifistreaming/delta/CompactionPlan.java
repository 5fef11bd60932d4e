package io.nifistreaming.delta;

import java.util.List;
import java.util.Objects;

/**
 * How the files of a table are made fewer.
 *
 * @param partitions that are looked at: a filter on columns that partition the table
 * @param targetBytes of a file
 * @param smallBytes files of less are put together
 * @param order of rows within files, so that readers can leave more of them out
 * @param orderBy the columns of the order
 * @param memoryBytes that rows and open files may take together
 */
public record CompactionPlan(
        RowFilter partitions,
        long targetBytes,
        long smallBytes,
        Order order,
        List<String> orderBy,
        WritePlan.Compression compression,
        long memoryBytes,
        Effect effect) {
    /** In which order rows stand in files. */
    public enum Order {
        /** As they came. */
        NONE,
        /** By the first column, then by the second, and so on. */
        SORTED,
        /** Near each other by all columns alike. */
        Z_ORDER
    }

    /** Whether anything is done. */
    public enum Effect {
        /** What would be done is told. */
        DRY_RUN,
        COMMIT
    }

    public CompactionPlan {
        Objects.requireNonNull(partitions, "partitions");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(effect, "effect");
        orderBy = List.copyOf(orderBy);
        if (targetBytes < 1 || smallBytes < 1 || smallBytes > targetBytes || memoryBytes < 1) {
            throw new IllegalArgumentException(
                    "Sizes are at least 1, and files that count as small are not larger than the target");
        }
        if ((order == Order.NONE) != orderBy.isEmpty()) {
            throw new IllegalArgumentException("An order needs columns to order by, and columns an order");
        }
    }

    /** Files of 128 MB, within 128 MB of memory. */
    public static CompactionPlan defaults() {
        long target = 128L << 20;
        return new CompactionPlan(
                RowFilter.ALL,
                target,
                target / 4 * 3,
                Order.NONE,
                List.of(),
                WritePlan.Compression.ZSTD,
                target,
                Effect.COMMIT);
    }

    public CompactionPlan withTarget(long bytes) {
        return new CompactionPlan(
                partitions, bytes, Math.max(1, bytes / 4 * 3), order, orderBy, compression, memoryBytes, effect);
    }

    public CompactionPlan withOrder(Order other, List<String> columns) {
        return new CompactionPlan(
                partitions, targetBytes, smallBytes, other, columns, compression, memoryBytes, effect);
    }

    public CompactionPlan withPartitions(RowFilter other) {
        return new CompactionPlan(other, targetBytes, smallBytes, order, orderBy, compression, memoryBytes, effect);
    }

    public CompactionPlan withMemory(long bytes) {
        return new CompactionPlan(partitions, targetBytes, smallBytes, order, orderBy, compression, bytes, effect);
    }

    public CompactionPlan withEffect(Effect other) {
        return new CompactionPlan(partitions, targetBytes, smallBytes, order, orderBy, compression, memoryBytes, other);
    }

    /** What the log says of files whose rows stand in this order; empty for none. */
    String orderTag() {
        return order == Order.NONE ? "" : order + "(" + String.join(",", orderBy) + ")";
    }

    WritePlan writing(TableState state) {
        return new WritePlan(state.schema(), state.partitionColumns(), compression, fileBytes(), memoryBytes / 2, 1);
    }

    /** Files that are only put together stay whole, though what is written may be somewhat larger than what is read. */
    private long fileBytes() {
        return order == Order.NONE ? 2 * targetBytes : targetBytes;
    }
}
