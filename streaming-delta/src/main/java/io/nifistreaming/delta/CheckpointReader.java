package io.nifistreaming.delta;

import io.delta.standalone.actions.AddFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What a checkpoint holds besides the files of its version, which the library does not tell. */
final class CheckpointReader {
    private final Configuration configuration;
    private final String table;

    CheckpointReader(DeltaTable table) {
        this(table.configuration(), table.path());
    }

    CheckpointReader(Configuration configuration, String table) {
        this.configuration = configuration;
        this.table = table;
    }

    /** Hands over the action of each row that has one, as the columns have it; from all parts of the checkpoint. */
    void read(long version, Column action, Consumer<Object[]> to) throws IOException {
        ReadPlan plan = ReadPlan.of(TableSchema.of(action)).withFilter(new RowFilter.IsNotNull(action.name()));
        for (Path part : parts(version)) {
            TableFile file = new TableFile(AddFile.builder(part.toUri().toString(), Map.of(), 0, 0, true)
                    .build());
            try (DataFileReader rows = DataFileReader.open(configuration, table, file, plan)) {
                for (Object[] row = rows.next(); row != null; row = rows.next()) {
                    to.accept((Object[]) row[0]);
                }
            }
        }
    }

    private List<Path> parts(long version) throws IOException {
        Path log = new Path(table, "_delta_log");
        FileSystem system = log.getFileSystem(configuration);
        String prefix = String.format("%020d.checkpoint.", version);
        List<Path> parts = new ArrayList<>();
        for (FileStatus file : system.listStatus(log)) {
            String name = file.getPath().getName();
            if (name.startsWith(prefix) && name.endsWith(".parquet")) {
                parts.add(system.makeQualified(file.getPath()));
            }
        }
        return parts;
    }
}
