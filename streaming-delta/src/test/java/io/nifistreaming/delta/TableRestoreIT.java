package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.RestoreOutcome.Extent;
import io.nifistreaming.delta.RestorePlan.Effect;
import io.nifistreaming.delta.RestorePlan.Held;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRestoreIT {
    private static final TableSchema SCHEMA = TableSchema.of(Column.of("id", Simple.LONG));
    private static final WritePlan PLAN = WritePlan.of(SCHEMA);
    private static final SourceId OLD = new SourceId(OriginKind.KAFKA, "prices-0", 0);
    private static final SourceId NEW = new SourceId(OriginKind.KAFKA, "prices-1", 0);

    @TempDir
    private Path folder;

    private TestTable table;

    @BeforeEach
    void open() throws IOException {
        table = new TestTable(folder.resolve("table"), FaultyLogStore.class);
    }

    @AfterEach
    void calm() {
        FaultyLogStore.meanwhile = () -> {};
    }

    @Test
    void theRowsOfAnOlderVersionAreBackAndThoseInBetweenCanStillBeRead() throws IOException {
        table.append(PLAN, row(0));
        table.append(PLAN, row(1));
        table.replace(true, table.files(), PLAN, row(7));

        assertThat(restore(1, Held.KEEP)).isEqualTo(new RestoreOutcome.Restored(3, new Extent(1, 2, 2, 1, 0)));

        assertThat(table.rows()).containsExactlyInAnyOrder("{L:0}", "{L:1}");
        assertThat(restore(1, Held.KEEP)).isEqualTo(new RestoreOutcome.Unchanged(1));
        assertThat(restore(2, Held.KEEP)).isInstanceOf(RestoreOutcome.Restored.class);
        assertThat(table.rows()).containsExactly("{L:7}");
        assertThat(table.snapshot().files(FilterText.parse("id = 1")))
                .as("statistics are read as before")
                .isEmpty();
    }

    @Test
    void rangesStayHeldSoThatNothingBringsTheRowsBack() throws IOException {
        ranges();

        restore(0, Held.KEEP);

        assertThat(table.rows()).containsExactly("{L:0}");
        assertThat(table.table().held(List.of(OLD, NEW))).isEqualTo(Map.of(OLD, new Range(5, 7), NEW, new Range(0, 1)));
    }

    @Test
    void rangesGoBackAsTheyWereIfThatIsWantedSoThatTheRowsLandAgain() throws IOException {
        ranges();

        RestoreOutcome outcome = restore(0, Held.RESTORE);

        assertThat(((RestoreOutcome.Restored) outcome).extent().sources()).isEqualTo(3);
        assertThat(table.table().held(List.of(OLD, NEW))).isEqualTo(Map.of(OLD, new Range(5, 6)));
        table.append(PLAN, List.of(new SourceStep(OLD, Optional.of(new Range(5, 6)), new Range(5, 7))), row(1));
        table.append(PLAN, List.of(new SourceStep(NEW, Optional.empty(), new Range(0, 1))), row(2));
        assertThat(table.rows()).containsExactlyInAnyOrder("{L:0}", "{L:1}", "{L:2}");
    }

    /** Past a checkpoint, from where on the log has no files of what was before. */
    @Test
    void rangesOfBeforeACheckpointAreKnown() throws IOException {
        long next = 1;
        table.append(PLAN, List.of(new SourceStep(OLD, Optional.empty(), new Range(0, next))), row(0));
        for (int version = 1; version < 23; version++) {
            SourceStep step = new SourceStep(OLD, Optional.of(new Range(0, next)), new Range(0, ++next));
            table.append(PLAN, List.of(step), row(version));
        }
        for (int version = 0; version < 10; version++) {
            Files.delete(table.version(version));
        }

        restore(12, Held.RESTORE);

        assertThat(table.rows()).hasSize(13);
        assertThat(table.table().held(List.of(OLD))).isEqualTo(Map.of(OLD, new Range(0, 13)));
    }

    @Test
    void itIsDoneAnewOnTopOfWhatCameMeanwhile() throws IOException {
        table.append(PLAN, row(0));
        table.append(PLAN, row(1));
        FaultyLogStore.meanwhile = () -> {
            try {
                new TestTable(folder.resolve("table"), FaultyLogStore.class).append(PLAN, row(2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };

        assertThat(restore(0, Held.KEEP)).isEqualTo(new RestoreOutcome.Restored(3, new Extent(0, 2, 0, 2, 0)));
        assertThat(table.rows()).containsExactly("{L:0}");
    }

    @Test
    void withAFileMissingItIsRefusedByName() throws IOException {
        table.append(PLAN, row(0));
        TableFile file = table.files().get(0);
        table.replace(true, table.files(), PLAN, row(7));
        Files.delete(Path.of(file.in(table.table().path()).toUri()));

        assertThat(restore(0, Held.KEEP)).isEqualTo(new RestoreOutcome.MissingFiles(0, 1, List.of(file.path())));
        assertThat(table.rows()).containsExactly("{L:7}");
    }

    /** As the vacuum of another process does it, between the look and the commit. */
    @Test
    void whatIsDeletedInTheMidstOfItIsTakenBack() throws IOException {
        table.append(PLAN, List.of(new SourceStep(OLD, Optional.empty(), new Range(0, 1))), row(0));
        TableFile file = table.files().get(0);
        table.replace(true, table.files(), PLAN, row(7));
        table.append(PLAN, List.of(new SourceStep(OLD, Optional.of(new Range(0, 1)), new Range(0, 2))), row(8));
        FaultyLogStore.meanwhile = () -> {
            try {
                Files.delete(Path.of(file.in(table.table().path()).toUri()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };

        assertThat(restore(0, Held.RESTORE)).isEqualTo(new RestoreOutcome.MissingFiles(0, 1, List.of(file.path())));
        assertThat(table.rows()).containsExactlyInAnyOrder("{L:7}", "{L:8}");
        assertThat(table.table().held(List.of(OLD))).containsEntry(OLD, new Range(0, 2));
    }

    @Test
    void columnsThatWereAddedSinceStay() throws IOException {
        table.append(PLAN, row(0));
        TableSchema wider = TableSchema.of(Column.of("id", Simple.LONG), Column.of("note", Simple.STRING));
        table.append(WritePlan.of(wider), new Object[] {1L, "x"});

        restore(0, Held.KEEP);

        assertThat(table.rows()).containsExactly("{L:0, null}");
        table.append(WritePlan.of(wider), new Object[] {2L, "y"});
        assertThat(table.rows()).containsExactlyInAnyOrder("{L:0, null}", "{L:2, S:y}");
    }

    @Test
    void aDryRunAndAVersionThatIsNotThereChangeNothing() throws IOException {
        table.append(PLAN, row(0));
        table.append(PLAN, row(1));
        TableRestore restore = new TableRestore(table.table(), Clock.systemUTC());

        assertThat(restore.restore(new RestorePlan(new TableTime.Version(0), Held.KEEP, Effect.DRY_RUN), Map.of()))
                .isEqualTo(new RestoreOutcome.Planned(new Extent(0, 1, 0, 1, 0)));
        assertThat(restore(5, Held.KEEP)).isInstanceOf(RestoreOutcome.NoVersion.class);
        assertThat(table.table().state().version()).isEqualTo(1);
    }

    /** One source at version 0, which goes on, and another that comes. */
    private void ranges() throws IOException {
        table.append(PLAN, List.of(new SourceStep(OLD, Optional.empty(), new Range(5, 6))), row(0));
        table.append(PLAN, List.of(new SourceStep(OLD, Optional.of(new Range(5, 6)), new Range(5, 7))), row(1));
        table.append(PLAN, List.of(new SourceStep(NEW, Optional.empty(), new Range(0, 1))), row(2));
    }

    private RestoreOutcome restore(long version, Held held) throws IOException {
        return new TableRestore(table.table(), Clock.systemUTC())
                .restore(new RestorePlan(new TableTime.Version(version), held, Effect.COMMIT), Map.of());
    }

    private static Object[] row(long id) {
        return new Object[] {id};
    }
}
