package io.nifistreaming.delta;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;

/** A data file that is being written. */
final class OpenDataFile {
    private static final int PAGE = 1 << 20;
    private static final long MOST_UNSEEN = 1000;

    private final FileSystem system;
    private final Path path;
    private final String relative;
    private final Map<String, String> partition;
    private final List<Column> columns;
    private final long fileBytes;
    private final ParquetWriter<Object[]> writer;
    private long rows;
    private long nextLook;

    OpenDataFile(
            Configuration configuration,
            Path table,
            WritePlan plan,
            Map<String, String> partition,
            List<Column> columns,
            int[] positions)
            throws IOException {
        this.system = table.getFileSystem(configuration);
        this.partition = partition;
        this.columns = columns;
        this.fileBytes = plan.fileBytes();
        String name = "part-00000-" + UUID.randomUUID() + "-c000" + suffix(plan.compression()) + ".parquet";
        this.relative = PartitionValues.directory(partition) + name;
        this.path = new Path(table + "/" + relative);
        StagedFiles.begin(path);
        this.writer = new Builder(HadoopOutputFile.fromPath(path, configuration), columns, positions)
                .withConf(configuration)
                .withCompressionCodec(codec(plan.compression()))
                .withRowGroupSize(Math.max(PAGE, plan.memoryBytes() / mostOpen(plan)))
                .withPageSize(PAGE)
                .withWriteMode(ParquetFileWriter.Mode.CREATE)
                .build();
    }

    /** Without partitions one file is open at a time, and may have all of the memory. */
    private static int mostOpen(WritePlan plan) {
        return plan.partitionColumns().isEmpty() ? 1 : plan.mostOpen();
    }

    Map<String, String> partition() {
        return partition;
    }

    void write(Object[] row) throws IOException {
        writer.write(row);
        rows++;
    }

    /** Asked for each row, and looked up where it may have become true, since Parquet adds up all columns for it. */
    boolean isFull() {
        if (rows < nextLook) {
            return false;
        }
        long size = Math.max(1, writer.getDataSize());
        nextLook = rows + Math.max(1, Math.min(MOST_UNSEEN, (fileBytes - size) * rows / size / 2));
        return size >= fileBytes;
    }

    DataFile finish() throws IOException {
        writer.close();
        FileStatus status = system.getFileStatus(path);
        return new DataFile(
                relative,
                partition,
                status.getLen(),
                rows,
                status.getModificationTime(),
                FileStatistics.of(columns, writer.getFooter(), rows));
    }

    void discard() {
        try {
            writer.close();
        } catch (IOException | RuntimeException unfinished) {
            // It is deleted in any case.
        }
        try {
            boolean unused = system.delete(path, false);
        } catch (IOException left) {
            // Vacuum finds it.
        }
        StagedFiles.end(path);
    }

    private static String suffix(WritePlan.Compression compression) {
        return switch (compression) {
            case NONE -> "";
            case SNAPPY -> ".snappy";
            case ZSTD -> ".zstd";
        };
    }

    private static CompressionCodecName codec(WritePlan.Compression compression) {
        return switch (compression) {
            case NONE -> CompressionCodecName.UNCOMPRESSED;
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case ZSTD -> CompressionCodecName.ZSTD;
        };
    }

    private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
        private final List<Column> columns;
        private final int[] positions;

        Builder(OutputFile file, List<Column> columns, int[] positions) {
            super(file);
            this.columns = columns;
            this.positions = positions;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
            return new RowWriteSupport(columns, positions);
        }
    }
}
