package io.nifistreaming.nifi.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.AppendInput;
import io.nifistreaming.delta.AppendOutcome;
import io.nifistreaming.delta.AppendPlan;
import io.nifistreaming.delta.Column;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.DeltaTable;
import io.nifistreaming.delta.RangePlan;
import io.nifistreaming.delta.RowFilter;
import io.nifistreaming.delta.RowSource;
import io.nifistreaming.delta.TableAppend;
import io.nifistreaming.delta.TableCommitter;
import io.nifistreaming.delta.TableReader;
import io.nifistreaming.delta.TableSchema;
import io.nifistreaming.delta.TableSnapshot;
import io.nifistreaming.delta.TableTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** A table of prices on this disk. */
final class LakeTable {
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("sku", Simple.STRING),
            Column.of("price", new Decimal(12, 2)),
            Column.of("day", Simple.DATE),
            Column.of("seen_at", Simple.TIMESTAMP));

    private final Path folder;
    private final DeltaTable table;

    LakeTable(Path folder) throws IOException {
        this.folder = folder;
        this.table = DeltaTable.at(new Configuration(), folder.toUri().toString());
    }

    /** A version with a row for each; their prices count up from 1. */
    void append(String... skus) throws IOException {
        List<Object[]> rows = new ArrayList<>();
        for (String sku : skus) {
            rows.add(new Object[] {sku, new BigDecimal(rows.size() + 1 + ".50"), 20_781, 1_795_558_500_123_456L});
        }
        AppendOutcome outcome = new TableAppend(
                        table, new TableCommitter(table, Clock.systemUTC()), AppendPlan.defaults())
                .append(List.of(new Given(rows)), Map.of("flow", "test"));
        assertThat(outcome).isInstanceOf(AppendOutcome.Appended.class);
    }

    DeltaTable table() {
        return table;
    }

    long version() throws IOException {
        return table.state().version();
    }

    TableSnapshot snapshot() throws IOException {
        return ((TableReader.Found.Version) new TableReader(table).find(new TableTime.Now())).snapshot();
    }

    int files() throws IOException {
        return snapshot().files(RowFilter.ALL).size();
    }

    List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches("[^_]*/part-[^/]*\\.parquet"))
                    .toList();
        }
    }

    List<String> skus() throws IOException {
        TableSnapshot snapshot = snapshot();
        List<String> skus = new ArrayList<>();
        try (RowSource rows = snapshot.rows(snapshot.plan())) {
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
                skus.add((String) row[0]);
            }
        }
        return skus;
    }

    private record Given(List<Object[]> given) implements AppendInput {
        @Override
        public Optional<RangePlan.Offer> offer() {
            return Optional.empty();
        }

        @Override
        public TableSchema schema() {
            return SCHEMA;
        }

        @Override
        public Rows open(TableSchema target) {
            Iterator<Object[]> rows = given.iterator();
            return new Rows() {
                @Override
                public Object[] next() {
                    return rows.hasNext()
                            ? Arrays.copyOf(rows.next(), SCHEMA.columns().size())
                            : null;
                }

                @Override
                public long position() {
                    return 0;
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
