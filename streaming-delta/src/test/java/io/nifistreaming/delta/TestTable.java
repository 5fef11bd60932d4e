package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.Operation;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** A table on this disk, to be written, read and looked at. */
final class TestTable {
    private final Path folder;
    private final Configuration configuration = new Configuration();
    private final DeltaTable table;

    TestTable(Path folder) throws IOException {
        this(folder, LinkingLogStore.class);
    }

    TestTable(Path folder, Class<? extends LogStore> store) throws IOException {
        this.folder = folder;
        configuration.set("delta.logStore.file.impl", store.getName());
        this.table = DeltaTable.at(configuration, folder.toUri().toString());
    }

    DeltaTable table() {
        return table;
    }

    Configuration configuration() {
        return configuration;
    }

    /** A version with these rows; returns its number. */
    long append(WritePlan plan, Object[]... rows) throws IOException {
        return append(plan, List.of(), rows);
    }

    long append(WritePlan plan, List<SourceStep> steps, Object[]... rows) throws IOException {
        List<DataFile> files = write(plan, rows);
        CommitOutcome outcome = new TableCommitter(table, Clock.systemUTC())
                .commit(TableCommit.of(plan, files, steps), table.state().version());
        assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
        return ((CommitOutcome.Committed) outcome).version();
    }

    private List<DataFile> write(WritePlan plan, Object[]... rows) throws IOException {
        try (RecordParquetWriter writer = new RecordParquetWriter(configuration, table.path(), plan)) {
            for (Object[] row : rows) {
                writer.write(row);
            }
            return writer.finish();
        }
    }

    /** A version in which files with these rows stand for those that are told. */
    long replace(boolean dataChange, List<TableFile> removed, WritePlan plan, Object[]... rows) throws IOException {
        List<Action> actions = new ArrayList<>();
        removed.forEach(file -> actions.add(file.added().remove(dataChange)));
        for (DataFile file : rows.length == 0 ? List.<DataFile>of() : write(plan, rows)) {
            actions.add(AddFile.builder(
                            TablePaths.encoded(file.path()),
                            file.partition(),
                            file.bytes(),
                            file.modifiedMillis(),
                            dataChange)
                    .stats(Json.quoted(file.statistics()))
                    .build());
        }
        return table.log()
                .startTransaction()
                .commit(actions, new Operation(Operation.Name.UPDATE), "test")
                .getVersion();
    }

    /** A version that has these files again. */
    void restore(List<TableFile> files) {
        List<Action> actions = new ArrayList<>();
        files.forEach(file -> actions.add(TableTransaction.restored(file.added())));
        table.log().startTransaction().commit(actions, new Operation(Operation.Name.UPDATE), "test");
    }

    List<TableFile> files() throws IOException {
        return snapshot().files(RowFilter.ALL);
    }

    TableSnapshot snapshot() throws IOException {
        return ((TableReader.Found.Version) new TableReader(table).find(new TableTime.Now())).snapshot();
    }

    /** All rows of the newest version, as texts. */
    List<String> rows() throws IOException {
        TableSnapshot snapshot = snapshot();
        try (RowSource rows = snapshot.rows(snapshot.plan())) {
            return RowText.of(all(rows));
        }
    }

    static List<Object[]> all(RowSource rows) throws IOException {
        List<Object[]> all = new ArrayList<>();
        for (Object[] row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }

    /** The file of a version in the log. */
    Path version(long number) {
        return folder.resolve("_delta_log").resolve(String.format("%020d.json", number));
    }

    List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> !file.toString().contains("_delta_log"))
                    .sorted()
                    .toList();
        }
    }
}
