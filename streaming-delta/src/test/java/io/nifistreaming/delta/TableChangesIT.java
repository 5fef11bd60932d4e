package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.TableChanges.Change;
import io.nifistreaming.delta.TableChanges.Removals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableChangesIT {
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("id", Simple.LONG), Column.of("name", Simple.STRING), Column.of("day", Simple.DATE));
    private static final WritePlan PLAN = WritePlan.of(SCHEMA, "day");

    @TempDir
    private Path folder;

    private TestTable table;

    @BeforeEach
    void open() throws IOException {
        table = new TestTable(folder.resolve("table"));
    }

    @ParameterizedTest
    @EnumSource(Removals.class)
    void appendsBringTheirRowsAndRearrangementsNothing(Removals removals) throws IOException {
        table.append(PLAN, row(1, "a", 0));
        table.append(PLAN, row(2, "b", 0), row(3, "c", 1));
        table.replace(false, table.files(), PLAN, row(1, "a", 0), row(2, "b", 0), row(3, "c", 1));
        TableChanges changes = new TableChanges(table.table(), removals);

        assertThat(texts(changes, 0)).hasSize(1);
        assertThat(texts(changes, 1)).hasSize(2).allSatisfy(row -> assertThat(row)
                .endsWith(removals == Removals.DIFFERENCE ? ", S:insert}" : "}"));
        assertThat(changes.of(2)).contains(new Change.Nothing(2));
        assertThat(changes.of(3)).isEmpty();
    }

    @Test
    void aVersionThatTookRowsAwayIsToldOrSkippedAsThePolicySays() throws IOException {
        table.append(PLAN, row(1, "a", 0));
        table.replace(true, table.files(), PLAN, row(1, "b", 0));

        assertThat(new TableChanges(table.table(), Removals.FAIL).of(1)).contains(new Change.Removed(1, "UPDATE", 1));
        assertThat(new TableChanges(table.table(), Removals.SKIP).of(1)).contains(new Change.Nothing(1));
    }

    @Test
    void whatDiffersIsToldWithWhatBecameOfIt() throws IOException {
        table.append(PLAN, row(1, "a", 0), row(2, "b", 0), row(2, "b", 0), row(3, "c", null), row(4, "d", 0));
        table.replace(
                true,
                table.files(),
                PLAN,
                row(1, "x", 0),
                row(2, "b", 0),
                row(3, "c", null),
                row(4, "d", 0),
                row(5, "e", 1));
        TableChanges changes = new TableChanges(table.table(), Removals.DIFFERENCE);

        assertThat(texts(changes, 1))
                .containsExactlyInAnyOrder(
                        "{L:1, S:a, I:0, S:delete}",
                        "{L:2, S:b, I:0, S:delete}",
                        "{L:1, S:x, I:0, S:insert}",
                        "{L:5, S:e, I:1, S:insert}");
        assertThat(texts(changes, 1, "id"))
                .containsExactlyInAnyOrder(
                        "{L:1, S:a, I:0, S:update_preimage}",
                        "{L:2, S:b, I:0, S:delete}",
                        "{L:1, S:x, I:0, S:update_postimage}",
                        "{L:5, S:e, I:1, S:insert}");
        assertThat(texts(changes, 1, "id").subList(0, 2)).allMatch(row -> row.contains("pre") || row.contains("del"));
    }

    /** Also in several parts, one after the other. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverIsLeftOutTheTableIsWhatTheChangesSay(long seed) throws IOException {
        Random dice = new Random(seed);
        List<Object[]> before = rows(dice);
        List<Object[]> after = new ArrayList<>(rows(dice));
        before.stream().filter(row -> dice.nextBoolean()).forEach(after::add);
        table.append(PLAN, before.toArray(Object[][]::new));
        table.replace(true, table.files(), PLAN, after.toArray(Object[][]::new));
        TableChanges changes = new TableChanges(table.table(), Removals.DIFFERENCE);
        Change.Rows change = (Change.Rows) changes.of(1).orElseThrow();

        for (long mostRows : new long[] {1, 7, 1000}) {
            for (List<String> keys : List.of(List.<String>of(), List.of("id"))) {
                List<String> told = RowText.of(
                        TestTable.all(new RowDifference(table.table(), change, ReadPlan.of(SCHEMA), keys, mostRows)));
                List<String> replayed = new ArrayList<>(RowText.of(before));
                for (String row : told) {
                    String plain = row.substring(0, row.lastIndexOf(',')) + "}";
                    if (row.contains("delete") || row.contains("preimage")) {
                        assertThat(replayed.remove(plain))
                                .as("seed %d: %s", seed, row)
                                .isTrue();
                    } else {
                        replayed.add(plain);
                    }
                }
                assertThat(replayed)
                        .as("seed %d, %d at a time", seed, mostRows)
                        .containsExactlyInAnyOrderElementsOf(RowText.of(after));
                assertThat(told.size()).isLessThan(before.size() + after.size());
            }
        }
    }

    @Test
    void columnsAndRowsAreChosenBeforeTheyAreCompared() throws IOException {
        table.append(PLAN, row(1, "a", 0), row(2, "b", 0));
        table.replace(true, table.files(), PLAN, row(1, "x", 0), row(9, "b", 0));
        TableChanges changes = new TableChanges(table.table(), Removals.DIFFERENCE);
        ReadPlan plan = ReadPlan.of(SCHEMA).withColumns(List.of("id")).withFilter(FilterText.parse("id > 1"));

        assertThat(RowText.of(
                        TestTable.all(changes.open((Change.Rows) changes.of(1).orElseThrow(), plan, List.of()))))
                .containsExactly("{L:2, S:delete}", "{L:9, S:insert}");
        assertThat(changes.columns(plan).names()).containsExactly("id", "_change_type");
    }

    @Test
    void versionsAreToldInAnyOrderAndAsTheyCome() throws IOException {
        TableChanges changes = new TableChanges(table.table(), Removals.FAIL);
        for (int id = 0; id < 4; id++) {
            table.append(PLAN, row(id, "a", 0));
            assertThat(texts(changes, id)).containsExactly("{L:" + id + ", S:a, I:0}");
            assertThat(changes.of(id + 1)).isEmpty();
        }

        for (int id : new int[] {1, 2, 0, 3, 3, 2}) {
            assertThat(texts(changes, id)).containsExactly("{L:" + id + ", S:a, I:0}");
        }
    }

    @Test
    void whatTheLogDoesNotTellAnyMoreIsGone() throws IOException {
        for (int id = 0; id < 12; id++) {
            table.append(PLAN, row(id, "a", 0));
        }
        Files.delete(table.version(0));
        Files.delete(table.version(1));

        assertThat(new TableChanges(table.table(), Removals.FAIL).of(1)).contains(new Change.Gone(1, 2));
    }

    private List<String> texts(TableChanges changes, long version, String... keys) throws IOException {
        Change.Rows change = (Change.Rows) changes.of(version).orElseThrow();
        return RowText.of(TestTable.all(changes.open(change, ReadPlan.of(SCHEMA), List.of(keys))));
    }

    private static List<Object[]> rows(Random dice) {
        List<Object[]> rows = new ArrayList<>();
        for (int count = 10 + dice.nextInt(20); count > 0; count--) {
            rows.add(row(dice.nextInt(8), String.valueOf((char) ('a' + dice.nextInt(3))), dice.nextInt(2)));
        }
        return rows;
    }

    private static Object[] row(long id, String name, Integer day) {
        return new Object[] {id, name, day};
    }
}
