package io.nifistreaming.delta;

import io.delta.standalone.actions.AddFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Data files that no log tells of, written and read. */
final class DataFiles {
    private final Configuration configuration = new Configuration();
    private final DeltaTable table;

    DataFiles(Path folder) throws IOException {
        this.table = DeltaTable.at(configuration, folder.toUri().toString());
    }

    DeltaTable table() {
        return table;
    }

    TableFile written(TableSchema schema, List<Object[]> rows) throws IOException {
        return written(WritePlan.of(schema), rows);
    }

    TableFile written(WritePlan plan, List<Object[]> rows) throws IOException {
        try (RecordParquetWriter writer = new RecordParquetWriter(configuration, table.path(), plan)) {
            for (Object[] row : rows) {
                writer.write(row);
            }
            DataFile file = writer.finish().get(0);
            return new TableFile(AddFile.builder(
                            TablePaths.encoded(file.path()),
                            file.partition(),
                            file.bytes(),
                            file.modifiedMillis(),
                            true)
                    .stats(file.statistics())
                    .build());
        }
    }

    List<Object[]> read(TableFile file, ReadPlan plan) throws IOException {
        List<Object[]> rows = new ArrayList<>();
        try (DataFileReader reader = DataFileReader.open(table, file, plan)) {
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    TableFile foreign(String schema, Consumer<Group> row) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(schema);
        Path path = Path.of(java.net.URI.create(table.path())).resolve("foreign.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(path.toUri()), configuration))
                .withType(type)
                .build()) {
            Group group = new SimpleGroup(type);
            row.accept(group);
            writer.write(group);
        }
        return new TableFile(AddFile.builder("foreign.parquet", Map.of(), Files.size(path), 0, true)
                .build());
    }
}
