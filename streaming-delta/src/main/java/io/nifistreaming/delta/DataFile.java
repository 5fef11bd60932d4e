package io.nifistreaming.delta;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data file that is written and closed, and of which no version of the table tells yet.
 *
 * @param path below the table, with {@code /}, not escaped
 * @param partition the text of each partition column's value; null stands for null
 * @param bytes its size
 * @param rows in it
 * @param statistics as a JSON object: {@code numRecords}, {@code minValues}, {@code maxValues}, {@code nullCount}
 */
public record DataFile(
        String path, Map<String, String> partition, long bytes, long rows, long modifiedMillis, String statistics) {
    public DataFile {
        partition = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(partition));
    }
}
