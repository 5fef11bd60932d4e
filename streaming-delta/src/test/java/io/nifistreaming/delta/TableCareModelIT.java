package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.CompactionPlan.Order;
import io.nifistreaming.delta.FaultyLogStore.Fault;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever appends, and optimize, restore and vacuum beside it, each in the midst of another one's commit, with lost
 * orders and answers: each position is written once, ever, each version has the rows that its history says, and the
 * newest can always be read.
 */
class TableCareModelIT {
    private static final TableSchema SCHEMA =
            TableSchema.of(Column.of("position", Simple.LONG), Column.of("part", Simple.INTEGER));
    private static final SourceId SOURCE = new SourceId(OriginKind.KAFKA, "prices-0", 0);
    private static final int STEPS = 40;
    private static final long MOST = 80;
    /** So late that whatever nobody tells of is old, and only who has staged it keeps it. */
    private static final Clock LATE = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));

    private final Map<Long, Set<Long>> versions = new HashMap<>();
    private final Set<Long> written = new TreeSet<>();

    @TempDir
    private Path folder;

    @AfterEach
    void calm() {
        FaultyLogStore.FAULTS.clear();
        FaultyLogStore.meanwhile = () -> {};
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachVersionHasTheRowsThatItsHistorySays(long seed) throws IOException {
        Random dice = new Random(seed);
        append(new Range(0, 3));
        verify(seed);
        for (int step = 0; step < STEPS; step++) {
            for (int fault = dice.nextInt(3); fault > 0; fault--) {
                FaultyLogStore.FAULTS.add(Fault.values()[dice.nextInt(3)]);
            }
            if (dice.nextBoolean()) {
                Random other = new Random(dice.nextLong());
                FaultyLogStore.meanwhile = () -> {
                    try {
                        act(other);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
            }
            act(dice);
            calm();
            verify(seed);
        }
        append(new Range(0, MOST));
        verify(seed);

        assertThat(written)
                .as("seed %d", seed)
                .containsExactlyElementsOf(LongStream.range(0, MOST).boxed().toList());
        assertThat(table().held(List.of(SOURCE))).containsEntry(SOURCE, new Range(0, MOST));
    }

    /** With a table object of its own, as another process has it. */
    private void act(Random dice) throws IOException {
        switch (dice.nextInt(6)) {
            case 0, 1, 2 -> {
                long first = dice.nextInt((int) MOST - 10);
                append(new Range(first, first + 1 + dice.nextInt(10)));
            }
            case 3 -> {
                CompactionPlan plan = CompactionPlan.defaults();
                new TableCompactor(table(), LATE)
                        .compact(
                                dice.nextBoolean() ? plan : plan.withOrder(Order.SORTED, List.of("position")),
                                Map.of());
            }
            case 4 -> {
                TableTime target = new TableTime.Version(dice.nextInt(versions.size()));
                RestoreOutcome outcome = new TableRestore(table(), LATE)
                        .restore(new RestorePlan(target, RestorePlan.Held.KEEP, RestorePlan.Effect.COMMIT), Map.of());
                assertThat(outcome).isNotInstanceOf(RestoreOutcome.NoVersion.class);
            }
            default ->
                new TableVacuum(table(), LATE)
                        .vacuum(VacuumPlan.defaults().confirmed(Duration.ZERO), entry -> assertThat(entry.fate())
                                .isNotEqualTo(VacuumOutcome.Fate.FAILED));
        }
    }

    private void append(Range range) throws IOException {
        DeltaTable table = table();
        new TableAppend(
                        table,
                        new TableCommitter(table, LATE),
                        AppendPlan.defaults().withPartitionColumns(List.of("part")))
                .append(List.of(new Positions(range)), Map.of());
    }

    /** What came since, by what the history says of it. */
    private void verify(long seed) throws IOException {
        List<TableHistory.Entry> history = new ArrayList<>(TableHistory.of(table(), Integer.MAX_VALUE));
        java.util.Collections.reverse(history);
        for (TableHistory.Entry entry : history) {
            long version = entry.version();
            if (versions.containsKey(version)) {
                continue;
            }
            List<Long> rows = rows(version);
            Set<Long> now = new TreeSet<>(rows);
            Set<Long> before = versions.getOrDefault(version - 1, Set.of());
            assertThat(rows).as("seed %d, version %d", seed, version).doesNotHaveDuplicates();
            if (entry.operation().equals("RESTORE")) {
                long target = Long.parseLong(entry.parameters().get("version"));
                assertThat(now).as("seed %d, %s", seed, entry).isEqualTo(versions.get(target));
            } else if (entry.operation().equals("OPTIMIZE")) {
                assertThat(now).as("seed %d, %s", seed, entry).isEqualTo(before);
            } else {
                assertThat(now).as("seed %d, %s", seed, entry).containsAll(before);
                Set<Long> fresh = new TreeSet<>(now);
                fresh.removeAll(before);
                assertThat(written).as("seed %d, %s", seed, entry).doesNotContainAnyElementsOf(fresh);
                written.addAll(fresh);
            }
            versions.put(version, now);
        }
        long newest = history.get(history.size() - 1).version();
        assertThat(new TreeSet<>(rows(newest))).as("seed %d", seed).isEqualTo(versions.get(newest));
    }

    private List<Long> rows(long version) throws IOException {
        TableSnapshot snapshot =
                ((TableReader.Found.Version) new TableReader(table()).find(new TableTime.Version(version))).snapshot();
        try (RowSource rows = snapshot.rows(snapshot.plan())) {
            return TestTable.all(rows).stream().map(row -> (Long) row[0]).toList();
        }
    }

    private DeltaTable table() throws IOException {
        return new TestTable(folder.resolve("table"), FaultyLogStore.class).table();
    }

    /** A row for each position. */
    private record Positions(Range range) implements AppendInput {
        @Override
        public Optional<RangePlan.Offer> offer() {
            return Optional.of(new RangePlan.Offer(SOURCE, range));
        }

        @Override
        public TableSchema schema() {
            return SCHEMA;
        }

        @Override
        public Rows open(TableSchema target) {
            return new Rows() {
                private long next = range.first();

                @Override
                public Object[] next() {
                    return next == range.next() ? null : new Object[] {next, (int) (next++ % 2)};
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
