package io.nifistreaming.delta;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How rows are appended.
 *
 * @param create whether a table is made that does not exist, with the columns of the first rows
 * @param partitionColumns of a table that is made; an existing one keeps its own
 * @param properties of a table that is made
 * @param fileBytes after which a data file is closed
 * @param memoryBytes that all open files may take together
 * @param mostOpen files at a time
 */
public record AppendPlan(
        boolean create,
        List<String> partitionColumns,
        Map<String, String> properties,
        SchemaEvolution.Policy evolution,
        RangePlan.Early early,
        WritePlan.Compression compression,
        long fileBytes,
        long memoryBytes,
        int mostOpen) {
    public AppendPlan {
        Objects.requireNonNull(evolution, "evolution");
        Objects.requireNonNull(early, "early");
        partitionColumns = List.copyOf(partitionColumns);
        properties = Map.copyOf(properties);
    }

    /** Makes tables, adds columns, and lets early ranges wait. */
    public static AppendPlan defaults() {
        return new AppendPlan(
                true,
                List.of(),
                Map.of(),
                SchemaEvolution.Policy.ADD_COLUMNS,
                RangePlan.Early.WAIT,
                WritePlan.Compression.ZSTD,
                128L << 20,
                128L << 20,
                16);
    }

    public AppendPlan withCreate(boolean other) {
        return new AppendPlan(
                other, partitionColumns, properties, evolution, early, compression, fileBytes, memoryBytes, mostOpen);
    }

    public AppendPlan withEvolution(SchemaEvolution.Policy other) {
        return new AppendPlan(
                create, partitionColumns, properties, other, early, compression, fileBytes, memoryBytes, mostOpen);
    }

    public AppendPlan withPartitionColumns(List<String> other) {
        return new AppendPlan(
                create, other, properties, evolution, early, compression, fileBytes, memoryBytes, mostOpen);
    }

    WritePlan writing(TableSchema schema, List<String> partitions) {
        return new WritePlan(schema, partitions, compression, fileBytes, memoryBytes, mostOpen);
    }
}
