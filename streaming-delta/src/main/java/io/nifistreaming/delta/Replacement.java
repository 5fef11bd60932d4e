package io.nifistreaming.delta;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a commit takes out of a table. It was judged by one version, and is true of no other: whoever wants it on top of
 * another one judges what came in between.
 *
 * @param version that was judged
 * @param files that go
 * @param read the partitions that were judged, by their columns: what others do beside them does not matter
 * @param metrics for the history
 */
public record Replacement(long version, List<TableFile> files, RowFilter read, Map<String, String> metrics) {
    public Replacement {
        files = List.copyOf(files);
        Objects.requireNonNull(read, "read");
        metrics = Map.copyOf(metrics);
    }
}
