package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.VacuumOutcome.Cause;
import io.nifistreaming.delta.VacuumOutcome.Entry;
import io.nifistreaming.delta.VacuumOutcome.Fate;
import io.nifistreaming.delta.VacuumPlan.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableVacuumIT {
    private static final TableSchema SCHEMA =
            TableSchema.of(Column.of("id", Simple.LONG), Column.of("day", Simple.DATE));
    private static final WritePlan PLAN = WritePlan.of(SCHEMA, "day");
    private static final Duration EIGHT_DAYS = Duration.ofDays(8);

    @TempDir
    private Path folder;

    private TestTable table;
    private final List<Entry> report = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        table = new TestTable(folder.resolve("table"));
    }

    @Test
    void whatNoVersionWithinTheRetentionHasIsDeletedAndAllElseStays() throws IOException {
        table.append(PLAN, row(0), row(1));
        table.replace(true, table.files(), PLAN, row(7));

        VacuumOutcome early = vacuum(VacuumPlan.defaults(), Duration.ofDays(6));
        assertThat(early).isEqualTo(new VacuumOutcome.Done(1, 0, 0, 0, 1, 2, 0));
        assertThat(rows(0)).hasSize(2);

        VacuumOutcome late = vacuum(VacuumPlan.defaults(), EIGHT_DAYS);

        assertThat(late).isInstanceOfSatisfying(VacuumOutcome.Done.class, done -> {
            assertThat(done.deleted()).isEqualTo(2);
            assertThat(done.bytes()).isPositive();
        });
        assertThat(report)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.cause()).isEqualTo(Cause.REMOVED))
                .allSatisfy(entry -> assertThat(entry.fate()).isEqualTo(Fate.DELETED));
        assertThat(table.dataFiles()).hasSize(1);
        assertThat(table.rows()).containsExactly("{L:7, I:7}");
    }

    /** Its file is as old as the table, and the version that took it away is young. */
    @Test
    void anOldFileThatWasTakenAwayLatelyStays() throws IOException {
        table.append(PLAN, row(0));
        for (Path file : table.dataFiles()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
        table.replace(true, table.files(), PLAN, row(7));

        vacuum(VacuumPlan.defaults(), Duration.ofDays(1));

        assertThat(rows(0)).hasSize(1);
    }

    /** The log's own files are gone then, but for the checkpoint. */
    @Test
    void whatOnlyTheCheckpointTellsOfStaysToo() throws IOException {
        table.append(PLAN, row(0));
        table.replace(true, table.files(), PLAN, row(1));
        for (int id = 2; id < 12; id++) {
            table.append(PLAN, row(id));
        }
        for (int version = 0; version < 10; version++) {
            Files.delete(table.version(version));
        }
        for (Path file : table.dataFiles()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }

        vacuum(VacuumPlan.defaults(), Duration.ofDays(1));
        assertThat(table.dataFiles()).hasSize(12);

        vacuum(VacuumPlan.defaults(), EIGHT_DAYS);
        assertThat(table.dataFiles()).hasSize(11);
    }

    @Test
    void whatNobodyTellsOfStaysWhileSomebodyMayBeWritingIt() throws IOException {
        table.append(PLAN, row(0));
        Path stray = folder.resolve("table/day=1970-01-09/part-of-another-writer.parquet");
        Files.createDirectories(stray.getParent());
        Files.writeString(stray, "unfinished");
        VacuumPlan plan = VacuumPlan.defaults().confirmed(Duration.ZERO);

        assertThat(vacuum(plan, Duration.ofHours(23))).isEqualTo(new VacuumOutcome.Done(0, 0, 0, 0, 1, 0, 1));
        assertThat(stray).exists();

        vacuum(plan, Duration.ofHours(25));
        assertThat(report).singleElement().satisfies(entry -> assertThat(entry.cause())
                .isEqualTo(Cause.UNKNOWN));
        assertThat(stray).doesNotExist();
    }

    /** However old it seems: the clock of storage may be wrong, or the writer slow. */
    @Test
    void whatAWriterOfThisProcessHasStagedStaysUntilItIsCommitted() throws IOException {
        table.append(PLAN, row(0));
        try (RecordParquetWriter writer =
                new RecordParquetWriter(table.configuration(), table.table().path(), PLAN)) {
            writer.write(row(5));
            List<DataFile> files = writer.finish();

            vacuum(VacuumPlan.defaults(), Duration.ofDays(100));

            assertThat(table.dataFiles()).hasSize(2);
            new TableCommitter(table.table(), Clock.systemUTC()).commit(TableCommit.of(PLAN, files, List.of()), 0);
        }
        assertThat(table.rows()).hasSize(2);
    }

    @Test
    void aShortRetentionIsRefusedUnlessItIsConfirmed() throws IOException {
        table.append(PLAN, row(0));
        table.replace(true, table.files(), PLAN, row(7));
        VacuumPlan brief = new VacuumPlan(
                Duration.ofHours(1), Duration.ofDays(1), VacuumPlan.ShortRetention.REFUSE, Effect.DELETE);

        assertThat(vacuum(brief, EIGHT_DAYS))
                .isInstanceOfSatisfying(VacuumOutcome.Refused.class, refused -> assertThat(refused.reason())
                        .contains("delta.deletedFileRetentionDuration"));
        assertThat(table.dataFiles()).hasSize(2);
        vacuum(brief.confirmed(Duration.ZERO), Duration.ofSeconds(1));
        assertThat(table.dataFiles()).hasSize(1);
        assertThatThrownBy(() -> new VacuumPlan(
                        Duration.ZERO, Duration.ofMinutes(59), VacuumPlan.ShortRetention.CONFIRMED, Effect.DELETE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDryRunTellsAndDeletesNothing() throws IOException {
        table.append(PLAN, row(0));
        table.replace(true, table.files(), PLAN, row(7));

        vacuum(VacuumPlan.defaults().withEffect(Effect.DRY_RUN), EIGHT_DAYS);

        assertThat(report).singleElement().satisfies(entry -> assertThat(entry.fate())
                .isEqualTo(Fate.PLANNED));
        assertThat(table.dataFiles()).hasSize(2);
    }

    @Test
    void filesOfOtherKindsAndTheLogAreNoneOfItsBusiness() throws IOException {
        table.append(PLAN, row(0));
        Path note = folder.resolve("table/README.txt");
        Path hidden = folder.resolve("table/_other/data.parquet");
        Files.createDirectories(hidden.getParent());
        Files.writeString(note, "mine");
        Files.writeString(hidden, "mine");

        vacuum(VacuumPlan.defaults(), Duration.ofDays(1000));

        assertThat(note).exists();
        assertThat(hidden).exists();
        assertThat(table.rows()).hasSize(1);
    }

    @Test
    void whatIsRestoredMeanwhileStays() throws IOException {
        table.append(PLAN, row(0), row(1), row(2));
        List<TableFile> first = table.files();
        table.replace(true, first, PLAN, row(7));
        Clock late = Clock.fixed(Instant.now().plus(EIGHT_DAYS), ZoneOffset.UTC);
        VacuumPlan plan = VacuumPlan.defaults();

        new TableVacuum(table.table(), late, 1).vacuum(plan, entry -> {
            report.add(entry);
            if (report.size() == 1) {
                List<TableFile> others = first.stream()
                        .filter(file -> !entry.path()
                                .endsWith(file.path().substring(file.path().lastIndexOf('/'))))
                        .toList();
                table.restore(others);
            }
        });

        assertThat(report).extracting(Entry::fate).containsExactly(Fate.DELETED, Fate.RESTORED, Fate.RESTORED);
        assertThat(table.rows()).hasSize(3);
    }

    @Test
    void theRetentionOfTheTableIsReadAsDeltaWritesIt() {
        assertThat(TableRetention.of(Map.of())).isEqualTo(Duration.ofDays(7));
        assertThat(TableRetention.of(Map.of("delta.deletedFileRetentionDuration", "interval 2 weeks 1 hour")))
                .isEqualTo(Duration.ofDays(14).plusHours(1));
        assertThat(TableRetention.of(Map.of("delta.deletedFileRetentionDuration", "INTERVAL 30 DAYS")))
                .isEqualTo(Duration.ofDays(30));
    }

    private VacuumOutcome vacuum(VacuumPlan plan, Duration later) throws IOException {
        report.clear();
        Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
        return new TableVacuum(table.table(), clock).vacuum(plan, report::add);
    }

    private List<Object[]> rows(long version) throws IOException {
        TableSnapshot snapshot = ((TableReader.Found.Version)
                        new TableReader(table.table()).find(new TableTime.Version(version)))
                .snapshot();
        return TestTable.all(snapshot.rows(snapshot.plan()));
    }

    private static Object[] row(long id) {
        return new Object[] {id, (int) id};
    }
}
