package io.nifistreaming.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import io.nifistreaming.sandbox.api.JsonHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A bronze table as any reader of Delta finds it: by its log and its Parquet files, through none of our code. */
final class BronzeTable {
    private final String topic;
    private final Path folder;

    BronzeTable(Path lake, String topic) {
        this.topic = topic;
        this.folder = lake.resolve("bronze").resolve(topic);
    }

    /** -1 if there is none. */
    long version() {
        return exists() ? open().update().getVersion() : -1;
    }

    /** Returns at once when the version after this one is there; meant for a moment that does not last. */
    void spinUntilAfter(long version, long nanos) {
        Path next = folder.resolve(String.format("_delta_log/%020d.json", version + 1));
        long end = System.nanoTime() + nanos;
        while (Files.notExists(next)) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("No version of " + topic + " after " + version);
            }
            Thread.onSpinWait();
        }
    }

    /** How many rows its statistics promise. */
    long promised() {
        if (!exists()) {
            return 0;
        }
        long rows = 0;
        for (AddFile file : open().update().getAllFiles()) {
            rows += statistics(file).path("numRecords").asLong();
        }
        return rows;
    }

    List<BronzeRow> rows() {
        List<BronzeRow> rows = new ArrayList<>();
        try (CloseableIterator<RowRecord> all = open().update().open()) {
            while (all.hasNext()) {
                RowRecord row = all.next();
                if (!row.getString("kafka_topic").equals(topic)
                        || row.getLong("kafka_next_offset") != row.getLong("kafka_offset") + 1) {
                    throw new AssertionError("A row of another place in " + topic);
                }
                rows.add(new BronzeRow(
                        row.getInt("kafka_partition"),
                        row.getLong("kafka_offset"),
                        row.getTimestamp("kafka_timestamp").getTime(),
                        row.isNullAt("kafka_key") ? null : row.getString("kafka_key"),
                        row.isNullAt("value") ? null : row.getString("value")));
            }
            return rows;
        } catch (IOException broken) {
            throw new UncheckedIOException("Table " + topic, broken);
        }
    }

    private boolean exists() {
        return Files.isDirectory(folder.resolve("_delta_log"));
    }

    private DeltaLog open() {
        return DeltaLog.forTable(new Configuration(), folder.toUri().toString());
    }

    private static JsonNode statistics(AddFile file) {
        try {
            return JsonHttp.JSON.readTree(file.getStats());
        } catch (IOException broken) {
            throw new UncheckedIOException(file.getPath(), broken);
        }
    }
}
