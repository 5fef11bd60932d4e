package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.CompactionPlan.Order;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark reads what we have optimized, restored and vacuumed; and what Spark does so we go on from. */
class CareBesideSparkIT {
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("id", Simple.LONG), Column.of("other", Simple.LONG), Column.of("day", Simple.DATE));
    private static final WritePlan PLAN = WritePlan.of(SCHEMA, "day");
    private static final SourceId SOURCE = new SourceId(OriginKind.KAFKA, "prices-0", 0);
    private static final String COUNT = "SELECT count(*) AS rows, count(DISTINCT id) AS ids FROM $T";

    @TempDir
    private Path folder;

    @Test
    void bothCareForOneTable() throws IOException {
        TestTable table = new TestTable(folder.resolve("table"));
        for (long id = 0; id < 12; id++) {
            Optional<Range> held = id == 0 ? Optional.empty() : Optional.of(new Range(0, id));
            table.append(PLAN, List.of(new SourceStep(SOURCE, held, new Range(0, id + 1))), new Object[] {
                id, -id, (int) (id % 2)
            });
        }
        CompactionPlan ordered = CompactionPlan.defaults().withOrder(Order.Z_ORDER, List.of("id", "other"));
        assertThat(new TableCompactor(table.table(), Clock.systemUTC())
                        .compact(ordered, Map.of())
                        .result())
                .isEqualTo(Compaction.Result.DONE);

        List<List<JsonNode>> optimized = Spark.ask(
                folder.resolve("table").toString(),
                "sql",
                COUNT,
                "files",
                "SELECT * FROM $T",
                "files",
                "SELECT * FROM $T WHERE id = 100",
                "sql",
                "SELECT count(*) AS rows FROM $T VERSION AS OF 4");
        assertThat(optimized.get(0).get(0).toString()).isEqualTo("{\"rows\":12,\"ids\":12}");
        assertThat(optimized.get(1).get(0).asInt()).isEqualTo(2);
        assertThat(optimized.get(2).get(0).asInt()).as("files that hold 100").isZero();
        assertThat(optimized.get(3).get(0).path("rows").asInt()).isEqualTo(5);

        RestorePlan back =
                new RestorePlan(new TableTime.Version(7), RestorePlan.Held.RESTORE, RestorePlan.Effect.COMMIT);
        assertThat(new TableRestore(table.table(), Clock.systemUTC()).restore(back, Map.of()))
                .isInstanceOf(RestoreOutcome.Restored.class);
        assertThat(table.table().held(List.of(SOURCE))).containsEntry(SOURCE, new Range(0, 8));
        new TableVacuum(table.table(), Clock.systemUTC())
                .vacuum(VacuumPlan.defaults().confirmed(Duration.ZERO), entry -> {});
        assertThat(table.dataFiles()).hasSize(8);

        List<List<JsonNode>> restored = Spark.ask(
                folder.resolve("table").toString(),
                "sql",
                COUNT,
                "sql",
                "DESCRIBE HISTORY $T LIMIT 2",
                "sql",
                "OPTIMIZE $T",
                "sql",
                COUNT);
        assertThat(restored.get(0).get(0).toString()).isEqualTo("{\"rows\":8,\"ids\":8}");
        assertThat(restored.get(1))
                .extracting(version ->
                        version.path("operationParameters").path("maintenance").asText())
                .containsExactly("RESTORE", "OPTIMIZE");
        assertThat(restored.get(3).get(0).path("rows").asInt()).isEqualTo(8);

        assertThat(table.files()).as("after Spark's OPTIMIZE").hasSize(2);
        assertThat(table.table().held(List.of(SOURCE))).containsEntry(SOURCE, new Range(0, 8));
        long last = table.table().state().version();
        assertThat(new TableChanges(table.table(), TableChanges.Removals.FAIL).of(last))
                .contains(new TableChanges.Change.Nothing(last));
    }
}
