package io.nifistreaming.delta;

import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.data.CloseableIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A table at one version, which stays as it is whatever becomes of the table, until a vacuum deletes its files. */
public final class TableSnapshot {
    private final DeltaTable table;
    private final Snapshot snapshot;
    private final TableState state;

    TableSnapshot(DeltaTable table, Snapshot snapshot) {
        this.table = table;
        this.snapshot = snapshot;
        this.state = DeltaTable.state(snapshot);
    }

    public long version() {
        return state.version();
    }

    /** Of the table, whatever its path: another one of the same path has another. */
    public String tableId() {
        return snapshot.getMetadata().getId();
    }

    public TableState state() {
        return state;
    }

    /** All of its columns and rows, to be narrowed. */
    public ReadPlan plan() {
        return ReadPlan.of(state.schema());
    }

    /**
     * The files that may hold rows that pass: the others are told apart by their partition and their statistics. The
     * eldest comes first, and the order is the same each time, whatever checkpoints do to the log.
     *
     * @throws IOException if the log can't be read
     */
    public List<TableFile> files(RowFilter filter) throws IOException {
        RowCondition condition = RowCondition.of(filter, state.schema());
        return table.read(() -> {
            List<TableFile> files = new ArrayList<>();
            try (CloseableIterator<AddFile> all = snapshot.scan().getFiles()) {
                while (all.hasNext()) {
                    TableFile file = new TableFile(all.next());
                    if (condition.mayHold(new FileBounds(file))) {
                        files.add(file);
                    }
                }
            }
            files.sort(Comparator.comparing(TableFile::modifiedMillis).thenComparing(TableFile::path));
            return files;
        });
    }

    /** The rows, file by file; none is open before the first row is asked for. */
    public RowSource rows(ReadPlan plan) throws IOException {
        return new FileRows(table, files(plan.filter()), plan);
    }

    Snapshot snapshot() {
        return snapshot;
    }
}
