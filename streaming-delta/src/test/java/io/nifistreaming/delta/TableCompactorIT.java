package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.Compaction.Result;
import io.nifistreaming.delta.CompactionPlan.Order;
import io.nifistreaming.delta.FaultyLogStore.Fault;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableCompactorIT {
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("id", Simple.LONG), Column.of("other", Simple.LONG), Column.of("day", Simple.DATE));
    private static final WritePlan DAYS = WritePlan.of(SCHEMA, "day");
    private static final SourceId SOURCE = new SourceId(OriginKind.KAFKA, "prices-0", 0);

    @TempDir
    private Path folder;

    private TestTable table;

    @BeforeEach
    void open() throws IOException {
        table = new TestTable(folder.resolve("table"), FaultyLogStore.class);
    }

    @AfterEach
    void calm() {
        FaultyLogStore.FAULTS.clear();
        FaultyLogStore.meanwhile = () -> {};
    }

    @Test
    void smallFilesOfAPartitionBecomeOneWithAllRowsAndNoChangeOfData() throws IOException {
        for (int id = 0; id < 5; id++) {
            table.append(DAYS, row(id, 0), row(id, 1));
        }
        table.append(DAYS, row(9, null));
        List<String> before = table.rows();

        Compaction compaction = compact(CompactionPlan.defaults());

        assertThat(compaction.result()).isEqualTo(Result.DONE);
        assertThat(compaction.filesTaken()).isEqualTo(10);
        assertThat(compaction.filesMade()).isEqualTo(2);
        assertThat(compaction.rows()).isEqualTo(10);
        assertThat(table.files()).hasSize(3);
        assertThat(table.rows()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(new TableChanges(table.table(), TableChanges.Removals.FAIL).of(6))
                .contains(new TableChanges.Change.Nothing(6));
        assertThat(compact(CompactionPlan.defaults()).result()).isEqualTo(Result.NOTHING);
    }

    @Test
    void whatTheTableHoldsOfSourcesStays() throws IOException {
        SourceStep step = new SourceStep(SOURCE, Optional.empty(), new Range(0, 2));
        table.append(WritePlan.of(SCHEMA), List.of(step), row(0, 0), row(1, 0));
        table.append(WritePlan.of(SCHEMA), row(2, 0));

        compact(CompactionPlan.defaults());

        assertThat(table.table().held(List.of(SOURCE))).containsEntry(SOURCE, new Range(0, 2));
    }

    @Test
    void anAppendMeanwhileDisturbsNothing() throws IOException {
        table.append(DAYS, row(0, 0));
        table.append(DAYS, row(1, 0));
        FaultyLogStore.meanwhile = () -> quietly(() -> other().append(DAYS, row(2, 0)));

        Compaction compaction = compact(CompactionPlan.defaults());

        assertThat(compaction.result()).isEqualTo(Result.DONE);
        assertThat(compaction.versions()).containsExactly(3L);
        assertThat(table.rows()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void itGivesWayToWhoeverChangesTheSameFilesAndLeavesNoFile() throws IOException {
        table.append(DAYS, row(0, 0));
        table.append(DAYS, row(1, 0));
        List<TableFile> first = table.files().subList(0, 1);
        FaultyLogStore.meanwhile = () -> quietly(() -> other().replace(true, first, DAYS, row(7, 0)));

        Compaction compaction = compact(CompactionPlan.defaults());

        assertThat(compaction.result()).isEqualTo(Result.GAVE_WAY);
        assertThat(compaction.remark()).isNotBlank();
        assertThat(table.rows()).hasSize(2).anyMatch(row -> row.contains("L:7"));
        assertThat(table.dataFiles()).hasSize(3);
    }

    @Test
    void aLostAnswerIsLookedForAndALostOrderTold() throws IOException {
        table.append(DAYS, row(0, 0));
        table.append(DAYS, row(1, 0));
        FaultyLogStore.FAULTS.add(Fault.BEFORE_WRITE);
        FaultyLogStore.FAULTS.add(Fault.AFTER_WRITE);

        assertThat(compact(CompactionPlan.defaults()).result()).isEqualTo(Result.UNKNOWN);
        assertThat(table.rows()).hasSize(2);
        assertThat(compact(CompactionPlan.defaults()).result()).isEqualTo(Result.DONE);
        assertThat(table.rows()).hasSize(2);
        assertThat(table.files()).hasSize(1);
    }

    @Test
    void aDryRunTellsAndDoesNothing() throws IOException {
        table.append(DAYS, row(0, 0));
        table.append(DAYS, row(1, 0));

        Compaction planned = compact(CompactionPlan.defaults().withEffect(CompactionPlan.Effect.DRY_RUN));

        assertThat(planned.result()).isEqualTo(Result.PLANNED);
        assertThat(planned.filesTaken()).isEqualTo(2);
        assertThat(planned.filesMade()).isEqualTo(1);
        assertThat(table.table().state().version()).isEqualTo(1);
        assertThat(table.dataFiles()).hasSize(2);
    }

    @Test
    void onlyPartitionsThatAreAskedForAreTouched() throws IOException {
        table.append(DAYS, row(0, 0), row(0, 1));
        table.append(DAYS, row(1, 0), row(1, 1));

        compact(CompactionPlan.defaults().withPartitions(FilterText.parse("day = '1970-01-02'")));

        assertThat(table.files()).hasSize(3);
        assertThatThrownBy(() -> compact(CompactionPlan.defaults().withPartitions(FilterText.parse("id = 1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'id'", "day");
    }

    @Test
    void largeFilesAreLeftAlone() throws IOException {
        table.append(DAYS, row(0, 0));
        table.append(DAYS, row(1, 0));
        long bytes = table.files().get(0).bytes();

        assertThat(compact(CompactionPlan.defaults().withTarget(bytes)).result())
                .isEqualTo(Result.NOTHING);
    }

    /** With so little memory that what is written aside is merged in several passes. */
    @ParameterizedTest
    @EnumSource(
            value = Order.class,
            names = {"SORTED", "Z_ORDER"})
    void rowsAreOrderedWithinBoundedMemoryAndOnce(Order order) throws IOException {
        List<Object[]> rows = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            rows.add(new Object[] {number % 20 == 0 ? null : (long) (number % 20), (long) (number / 20), 0});
        }
        Collections.shuffle(rows, new Random(1));
        for (List<Object[]> part : List.of(rows.subList(0, 150), rows.subList(150, 400))) {
            table.append(DAYS, part.toArray(Object[][]::new));
        }
        CompactionPlan plan = CompactionPlan.defaults()
                .withOrder(order, List.of("id", "other"))
                .withMemory(3_000);

        Compaction compaction = compact(plan);

        assertThat(compaction.result()).isEqualTo(Result.DONE);
        assertThat(table.rows()).containsExactlyInAnyOrderElementsOf(RowText.of(rows));
        TableSnapshot snapshot = table.snapshot();
        List<Object[]> ordered = TestTable.all(snapshot.rows(snapshot.plan()));
        if (order == Order.SORTED) {
            assertThat(ordered.stream()
                            .map(row -> Arrays.asList(row[0], row[1]))
                            .toList())
                    .isSortedAccordingTo((left, right) -> {
                        int first = RowOrder.compare(Simple.LONG, left.get(0), right.get(0));
                        return first != 0 ? first : RowOrder.compare(Simple.LONG, left.get(1), right.get(1));
                    });
        } else {
            assertThat(spread(ordered.subList(0, 100), 0)).isLessThan(13);
            assertThat(spread(ordered.subList(0, 100), 1)).isLessThan(13);
        }
        assertThat(compact(plan).result()).isEqualTo(Result.NOTHING);
    }

    @Test
    void columnsThatHaveNoOrderAreRefused() throws IOException {
        table.append(DAYS, row(0, 0));

        for (String column : List.of("day", "colour")) {
            assertThatThrownBy(() -> compact(CompactionPlan.defaults().withOrder(Order.SORTED, List.of(column))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + column + "'");
        }
    }

    @Test
    void whereNoTableIsNothingIsMade() throws IOException {
        assertThat(compact(CompactionPlan.defaults()).result()).isEqualTo(Result.NO_TABLE);
        assertThat(folder.resolve("table")).doesNotExist();
    }

    private static long spread(List<Object[]> rows, int column) {
        List<Long> values = rows.stream()
                .map(row -> row[column] == null ? 0L : (Long) row[column])
                .toList();
        return Collections.max(values) - Collections.min(values);
    }

    private Compaction compact(CompactionPlan plan) throws IOException {
        return new TableCompactor(table.table(), Clock.systemUTC()).compact(plan, Map.of());
    }

    /** As another process has it. */
    private TestTable other() throws IOException {
        return new TestTable(folder.resolve("table"), FaultyLogStore.class);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void quietly(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object[] row(long id, Integer day) {
        return new Object[] {id, -id, day};
    }
}
