package io.nifistreaming.delta;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to become the next version of a table.
 *
 * @param token recognises the commit in the log, when nobody knows whether it arrived
 * @param schema for which the files were written; it becomes the table's if that has fewer columns, or none
 * @param properties of a table that is to be made
 * @param info for the history, such as the flow and the ranges: never a secret
 * @param replacement what goes; empty for rows that are only added, whatever others do meanwhile
 */
public record TableCommit(
        String token,
        List<DataFile> files,
        List<SourceStep> steps,
        TableSchema schema,
        List<String> partitionColumns,
        Map<String, String> properties,
        Map<String, String> info,
        Optional<Replacement> replacement) {
    public TableCommit {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(replacement, "replacement");
        files = List.copyOf(files);
        steps = List.copyOf(steps);
        partitionColumns = List.copyOf(partitionColumns);
        properties = Map.copyOf(properties);
        info = Map.copyOf(info);
    }

    /** Of files that were written by this plan. */
    public static TableCommit of(WritePlan plan, List<DataFile> files, List<SourceStep> steps) {
        return new TableCommit(
                UUID.randomUUID().toString(),
                files,
                steps,
                plan.schema(),
                plan.partitionColumns(),
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    public TableCommit withInfo(Map<String, String> other) {
        return new TableCommit(token, files, steps, schema, partitionColumns, properties, other, replacement);
    }

    public TableCommit withProperties(Map<String, String> other) {
        return new TableCommit(token, files, steps, schema, partitionColumns, other, info, replacement);
    }

    public TableCommit withReplacement(Replacement other) {
        return new TableCommit(token, files, steps, schema, partitionColumns, properties, info, Optional.of(other));
    }
}
