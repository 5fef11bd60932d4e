package io.nifistreaming.nifi.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a flow file's rows go, and how: flow files that agree in it become one version.
 *
 * @param keys by which rows are merged; empty if they are appended
 * @param sequence the column that tells which of two rows with one key is newer
 */
record PutTarget(String path, List<String> partitionColumns, List<String> keys, Optional<String> sequence) {
    PutTarget {
        partitionColumns = List.copyOf(partitionColumns);
        keys = List.copyOf(keys);
    }

    /** Names with commas between them. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        if (text != null) {
            for (String name : text.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        return names;
    }
}
