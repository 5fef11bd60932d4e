package io.nifistreaming.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes rows into data files below a table, a file for each partition at a time. Never commits: what it has written is
 * part of no version until {@link TableCommitter} says so, and is deleted if that is not to be.
 *
 * <p>Bounded in memory: of open files, the one that was written to least recently is closed when there are too many.
 */
public final class RecordParquetWriter implements AutoCloseable {
    private final Configuration configuration;
    private final Path table;
    private final WritePlan plan;
    private final List<Column> dataColumns = new ArrayList<>();
    private final int[] dataPositions;
    private final List<Column> partitionColumns = new ArrayList<>();
    private final int[] partitionPositions;
    private final Map<Map<String, String>, OpenDataFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<DataFile> finished = new ArrayList<>();

    public RecordParquetWriter(Configuration configuration, String table, WritePlan plan) {
        this.configuration = configuration;
        this.table = new Path(table);
        this.plan = plan;
        TableSchema schema = plan.schema();
        this.partitionPositions =
                plan.partitionColumns().stream().mapToInt(schema::indexOf).toArray();
        for (int position : partitionPositions) {
            partitionColumns.add(schema.columns().get(position));
        }
        this.dataPositions = IntStream.range(0, schema.columns().size())
                .filter(index -> IntStream.of(partitionPositions).noneMatch(one -> one == index))
                .toArray();
        for (int position : dataPositions) {
            dataColumns.add(schema.columns().get(position));
        }
    }

    /**
     * Adds a row: a value for each column of the schema.
     *
     * @throws IOException if a file can't be written: then {@link #discard()} is all that is left to do
     */
    public void write(Object[] row) throws IOException {
        Map<String, String> partition = partitionPositions.length == 0
                ? Map.of()
                : PartitionValues.of(partitionColumns, partitionPositions, row);
        OpenDataFile file = open.get(partition);
        if (file == null) {
            makeRoom();
            file = new OpenDataFile(configuration, table, plan, partition, dataColumns, dataPositions);
            open.put(partition, file);
        }
        file.write(row);
        if (file.isFull()) {
            open.remove(partition);
            finished.add(file.finish());
        }
    }

    /** Closes what is open; returns all files that were written. Nothing can be written afterwards. */
    public List<DataFile> finish() throws IOException {
        for (OpenDataFile file : List.copyOf(open.values())) {
            open.remove(file.partition());
            finished.add(file.finish());
        }
        return List.copyOf(finished);
    }

    /** Deletes what was written, as far as that is possible: what stays is unknown to the table, and goes by vacuum. */
    public void discard() {
        for (OpenDataFile file : open.values()) {
            file.discard();
        }
        open.clear();
        delete(configuration, table, finished);
        finished.clear();
    }

    /** Deletes files that no version tells of. */
    public static void delete(Configuration configuration, String table, List<DataFile> files) {
        delete(configuration, new Path(table), files);
    }

    private static void delete(Configuration configuration, Path table, List<DataFile> files) {
        for (DataFile file : files) {
            try {
                FileSystem system = table.getFileSystem(configuration);
                boolean unused = system.delete(new Path(table + "/" + file.path()), false);
            } catch (IOException left) {
                // Vacuum finds it.
            }
            StagedFiles.end(new Path(table + "/" + file.path()));
        }
    }

    /** Discards what was not finished. */
    @Override
    public void close() {
        if (!open.isEmpty()) {
            discard();
        }
    }

    private void makeRoom() throws IOException {
        if (open.size() >= plan.mostOpen()) {
            OpenDataFile eldest = open.values().iterator().next();
            open.remove(eldest.partition());
            finished.add(eldest.finish());
        }
    }
}
