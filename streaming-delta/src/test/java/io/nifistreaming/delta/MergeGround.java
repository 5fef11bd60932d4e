package io.nifistreaming.delta;

import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.CommitInfo;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import io.nifistreaming.delta.AppendOutcome.Appended;
import io.nifistreaming.delta.ColumnType.Simple;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** A table of prices that tests merge into, and what is in it. */
final class MergeGround {
    static final TableSchema SCHEMA = TableSchema.of(
            Column.of("shop", Simple.STRING),
            Column.of("sku", Simple.LONG),
            Column.of("seq", Simple.LONG),
            Column.of("price", Simple.STRING));
    static final MergePlan PLAN = MergePlan.of(AppendPlan.defaults(), "shop", "sku");
    static final MergePlan SEQUENCED = PLAN.withSequence("seq");

    private final Configuration configuration = new Configuration();
    private final String path;

    MergeGround(Path folder) {
        path = folder.resolve("table").toUri().toString();
    }

    /** Has orders and answers lost, and others write meanwhile. */
    MergeGround faulty() {
        configuration.set("delta.logStore.file.impl", FaultyLogStore.class.getName());
        return this;
    }

    static GivenRows rows() {
        return new GivenRows(SCHEMA);
    }

    Appended merged(MergePlan plan, AppendInput... inputs) throws IOException {
        return (Appended) merge(plan, inputs);
    }

    AppendOutcome merge(MergePlan plan, AppendInput... inputs) throws IOException {
        DeltaTable table = open();
        return new TableMerge(table, new TableCommitter(table, Clock.systemUTC()), plan)
                .merge(List.of(inputs), Map.of());
    }

    AppendOutcome append(AppendPlan plan, AppendInput... inputs) throws IOException {
        DeltaTable table = open();
        return new TableAppend(table, new TableCommitter(table, Clock.systemUTC()), plan)
                .append(List.of(inputs), Map.of());
    }

    DeltaTable open() throws IOException {
        return DeltaTable.at(configuration, path);
    }

    long version() throws IOException {
        return open().state().version();
    }

    CommitInfo lastCommit() throws IOException {
        return open().log().getCommitInfoAt(version());
    }

    List<String> files() throws IOException {
        return open().log().update().getAllFiles().stream()
                .map(AddFile::getPath)
                .toList();
    }

    /** By the library's own reader. */
    List<String> table(String... more) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CloseableIterator<RowRecord> open = open().log().update().open()) {
            while (open.hasNext()) {
                RowRecord row = open.next();
                StringBuilder text = new StringBuilder(row.getString("shop") + " " + row.getLong("sku"));
                text.append(' ').append(row.isNullAt("seq") ? "null" : row.getLong("seq"));
                text.append(' ').append(row.getString("price"));
                for (String mark : more) {
                    text.append(' ').append(row.getBoolean(mark));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }
}
