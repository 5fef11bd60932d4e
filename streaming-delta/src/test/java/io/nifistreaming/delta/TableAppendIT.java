package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import io.nifistreaming.delta.AppendOutcome.Appended;
import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableAppendIT {
    private static final SourceId SOURCE = new SourceId(OriginKind.KAFKA, "prices-0", 0);
    private static final TableSchema SCHEMA = TableSchema.of(Column.of("position", Simple.LONG));

    private final Configuration configuration = new Configuration();

    @TempDir
    private Path folder;

    @Test
    void severalInputsBecomeOneVersionAndAReplayIsLeftOut() throws IOException {
        Appended first = appended(defaults(), input(0, 10), input(10, 20));
        Appended again = appended(defaults(), input(0, 10), input(10, 20), input(15, 25));

        assertThat(first.version()).isZero();
        assertThat(first.inputs()).containsExactly(new InputOutcome.Written(10, 0), new InputOutcome.Written(10, 0));
        assertThat(again.version()).isEqualTo(1);
        assertThat(again.inputs())
                .containsExactly(
                        new InputOutcome.Duplicate(), new InputOutcome.Duplicate(), new InputOutcome.Written(5, 5));
        assertThat(positions())
                .containsExactlyElementsOf(
                        Stream.iterate(0L, one -> one + 1).limit(25).toList());
    }

    @Test
    void whatIsADuplicateMakesNoVersionAndLeavesNoFile() throws IOException {
        appended(defaults(), input(0, 10));
        long files = dataFiles();

        Appended again = appended(defaults(), input(0, 10));

        assertThat(again.version()).isEqualTo(TableState.NONE);
        assertThat(dataFiles()).isEqualTo(files);
    }

    @Test
    void whatComesEarlyWaitsWhileTheRestIsWritten() throws IOException {
        Appended first = appended(defaults(), input(0, 10), input(20, 30));
        Appended second = appended(defaults(), input(20, 30), input(10, 20));

        assertThat(first.inputs())
                .containsExactly(new InputOutcome.Written(10, 0), new InputOutcome.Early(new Range(10, 20)));
        assertThat(second.inputs()).containsExactly(new InputOutcome.Written(10, 0), new InputOutcome.Written(10, 0));
        assertThat(positions()).hasSize(30).doesNotHaveDuplicates();
    }

    /** It goes another way, and what comes behind it must not wait for it for ever. */
    @Test
    void whatDoesNotFitIsNamedAndHoldsUpNothing() throws IOException {
        appended(defaults(), input(0, 10));
        TableSchema other = TableSchema.of(Column.of("position", Simple.STRING));

        Appended appended = appended(defaults(), new Numbers(other, 10, 20), input(20, 30));

        assertThat(appended.inputs().get(0)).isInstanceOf(InputOutcome.Unfit.class);
        assertThat(appended.inputs().get(1)).isEqualTo(new InputOutcome.Written(10, 0));
        assertThat(table().held(List.of(SOURCE))).containsEntry(SOURCE, new Range(0, 30));
        assertThat(positions()).hasSize(20);
    }

    @Test
    void columnsAreAddedWhileTheTableIsWrittenAndOldRowsHaveNullsThere() throws IOException {
        appended(defaults(), input(0, 2));
        TableSchema wider = TableSchema.of(Column.of("note", Simple.STRING), Column.of("position", Simple.LONG));

        appended(defaults(), new Numbers(wider, 2, 4));

        assertThat(table().state().schema().columns()).extracting(Column::name).containsExactly("position", "note");
        assertThat(positions()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void aTableThatIsNotThereIsMadeOnlyIfThatIsWanted() throws IOException {
        assertThat(append(defaults().withCreate(false), input(0, 10))).isEqualTo(new AppendOutcome.NoTable());
        assertThat(dataFiles()).isZero();
    }

    @Test
    void anInputWithoutOriginIsWrittenEachTimeItComes() throws IOException {
        AppendInput anonymous = new Numbers(SCHEMA, 0, 5) {
            @Override
            public Optional<RangePlan.Offer> offer() {
                return Optional.empty();
            }
        };

        appended(defaults(), anonymous);
        appended(defaults(), anonymous);

        assertThat(positions()).hasSize(10);
    }

    /** What comes behind must not wait for a range of markers. */
    @Test
    void aRangeWithoutRowsIsHeldInAVersionWithoutFiles() throws IOException {
        appended(defaults(), input(0, 10));

        Appended empty = appended(defaults(), nothing(10, 20));
        Appended again = appended(defaults(), nothing(10, 20), input(20, 30));

        assertThat(empty.version()).isEqualTo(1);
        assertThat(empty.inputs()).containsExactly(new InputOutcome.Written(0, 0));
        assertThat(empty.files()).isEmpty();
        assertThat(again.inputs()).containsExactly(new InputOutcome.Duplicate(), new InputOutcome.Written(10, 0));
        assertThat(table().held(List.of(SOURCE))).containsEntry(SOURCE, new Range(0, 30));
        assertThat(positions()).hasSize(20);
    }

    @Test
    void withoutColumnsNoTableIsMadeAndNothingWaitsForIt() throws IOException {
        Appended alone = appended(defaults(), nothing(0, 10));
        Appended together = appended(defaults(), nothing(10, 15), input(15, 20));

        assertThat(alone.version()).isEqualTo(TableState.NONE);
        assertThat(alone.inputs()).containsExactly(new InputOutcome.Written(0, 0));
        assertThat(together.version()).isZero();
        assertThat(table().held(List.of(SOURCE))).containsEntry(SOURCE, new Range(10, 20));
        assertThat(positions()).hasSize(5);
    }

    private static AppendPlan defaults() {
        return AppendPlan.defaults();
    }

    private Appended appended(AppendPlan plan, AppendInput... inputs) throws IOException {
        return (Appended) append(plan, inputs);
    }

    private AppendOutcome append(AppendPlan plan, AppendInput... inputs) throws IOException {
        DeltaTable table = table();
        TableCommitter committer = new TableCommitter(table, Clock.systemUTC());
        return new TableAppend(table, committer, plan).append(List.of(inputs), Map.of());
    }

    private DeltaTable table() throws IOException {
        return DeltaTable.at(configuration, folder.resolve("table").toUri().toString());
    }

    private static AppendInput input(long first, long next) {
        return new Numbers(SCHEMA, first, next);
    }

    private static AppendInput nothing(long first, long next) {
        return new Numbers(SCHEMA, first, next) {
            @Override
            public boolean isEmpty() {
                return true;
            }

            @Override
            public TableSchema schema() {
                throw new AssertionError("There is none");
            }
        };
    }

    private List<Long> positions() throws IOException {
        List<Long> positions = new ArrayList<>();
        try (CloseableIterator<RowRecord> rows = table().log().update().open()) {
            while (rows.hasNext()) {
                positions.add(rows.next().getLong("position"));
            }
        }
        positions.sort(null);
        return positions;
    }

    private long dataFiles() throws IOException {
        if (Files.notExists(folder.resolve("table"))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder.resolve("table"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    /** A row for each position. */
    private static class Numbers implements AppendInput {
        private final TableSchema schema;
        private final Range range;

        Numbers(TableSchema schema, long first, long next) {
            this.schema = schema;
            this.range = new Range(first, next);
        }

        @Override
        public Optional<RangePlan.Offer> offer() {
            return Optional.of(new RangePlan.Offer(SOURCE, range));
        }

        @Override
        public TableSchema schema() {
            return schema;
        }

        @Override
        public Rows open(TableSchema target) {
            return new Rows() {
                private long next = range.first();

                @Override
                public Object[] next() {
                    if (next == range.next()) {
                        return null;
                    }
                    Object[] row = new Object[target.columns().size()];
                    row[target.indexOf("position")] = next++;
                    return row;
                }

                @Override
                public long position() {
                    return next - 1;
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
