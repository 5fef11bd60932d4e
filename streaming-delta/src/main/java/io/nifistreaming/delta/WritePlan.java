package io.nifistreaming.delta;

import java.util.List;
import java.util.Objects;

/**
 * How data files are written.
 *
 * @param schema of the rows
 * @param partitionColumns which of its columns partition the table, in their order
 * @param fileBytes after which a file is closed and the next begun
 * @param memoryBytes that all open files may take together
 * @param mostOpen files, and so partitions that are written to at the same time
 */
public record WritePlan(
        TableSchema schema,
        List<String> partitionColumns,
        Compression compression,
        long fileBytes,
        long memoryBytes,
        int mostOpen) {
    /** How pages are compressed. */
    public enum Compression {
        NONE,
        SNAPPY,
        ZSTD
    }

    public WritePlan {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(compression, "compression");
        partitionColumns = List.copyOf(partitionColumns);
        for (String name : partitionColumns) {
            if (schema.indexOf(name) < 0) {
                throw new IllegalArgumentException("The table is to be partitioned by '" + name
                        + "', which is none of its columns: add the column, or choose another");
            }
        }
        if (partitionColumns.size() == schema.columns().size()) {
            throw new IllegalArgumentException(
                    "Each column partitions the table, so that its files would hold nothing: leave one out");
        }
        if (fileBytes < 1 || memoryBytes < 1 || mostOpen < 1) {
            throw new IllegalArgumentException("Sizes and counts of writing are at least 1");
        }
    }

    /** Files of 128 MB, of zstd, within 128 MB of memory. */
    public static WritePlan of(TableSchema schema, String... partitionColumns) {
        return new WritePlan(schema, List.of(partitionColumns), Compression.ZSTD, 128L << 20, 128L << 20, 16);
    }

    public WritePlan withFileBytes(long bytes) {
        return new WritePlan(schema, partitionColumns, compression, bytes, memoryBytes, mostOpen);
    }

    public WritePlan withMostOpen(int files) {
        return new WritePlan(schema, partitionColumns, compression, fileBytes, memoryBytes, files);
    }

    public WritePlan withCompression(Compression other) {
        return new WritePlan(schema, partitionColumns, other, fileBytes, memoryBytes, mostOpen);
    }
}
