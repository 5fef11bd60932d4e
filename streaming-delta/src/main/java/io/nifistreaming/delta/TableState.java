package io.nifistreaming.delta;

import java.util.List;
import java.util.Map;

/**
 * A table at one of its versions.
 *
 * @param version {@code -1} for a table that does not exist yet; then there is no schema
 */
public record TableState(
        long version, TableSchema schema, List<String> partitionColumns, Map<String, String> properties) {
    /** The version of a table that does not exist. */
    public static final long NONE = -1;

    static final TableState ABSENT = new TableState(NONE, null, List.of(), Map.of());

    public boolean exists() {
        return version != NONE;
    }
}
