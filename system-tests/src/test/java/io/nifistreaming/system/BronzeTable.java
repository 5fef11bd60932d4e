package io.nifistreaming.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.actions.AddFile;
import io.nifistreaming.sandbox.api.JsonHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * A bronze table as any reader of Delta finds it: by its log and its Parquet files, through none of our code. Not by
 * the rows of Delta's own library, which can't read timestamps as everybody writes them today.
 */
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
        for (AddFile file : open().update().getAllFiles()) {
            Path data = folder.resolve(URI.create(file.getPath()).getPath());
            try (ParquetReader<Group> reader = ParquetReader.builder(
                            new GroupReadSupport(), new org.apache.hadoop.fs.Path(data.toUri()))
                    .build()) {
                for (Group row = reader.read(); row != null; row = reader.read()) {
                    rows.add(row(row));
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(data.toString(), broken);
            }
        }
        return rows;
    }

    private BronzeRow row(Group row) {
        if (!row.getString("kafka_topic", 0).equals(topic)
                || row.getLong("kafka_next_offset", 0) != row.getLong("kafka_offset", 0) + 1) {
            throw new AssertionError("A row of another place in " + topic + ": " + row);
        }
        return new BronzeRow(
                row.getInteger("kafka_partition", 0),
                row.getLong("kafka_offset", 0),
                TimeUnit.MICROSECONDS.toMillis(row.getLong("kafka_timestamp", 0)),
                text(row, "kafka_key"),
                text(row, "value"));
    }

    private static String text(Group row, String field) {
        return row.getFieldRepetitionCount(field) == 0 ? null : row.getString(field, 0);
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
