package io.nifistreaming.delta;

import static io.nifistreaming.delta.MergeGround.PLAN;
import static io.nifistreaming.delta.MergeGround.SEQUENCED;
import static io.nifistreaming.delta.MergeGround.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.delta.AppendOutcome.Appended;
import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import io.nifistreaming.delta.ColumnType.Simple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a merge makes of others who write meanwhile, and of what it can't merge. */
class MergeConflictIT {
    @TempDir
    private Path folder;

    private MergeGround ground;

    @BeforeEach
    void lay() {
        ground = new MergeGround(folder).faulty();
    }

    @AfterEach
    void calm() {
        FaultyLogStore.FAULTS.clear();
        FaultyLogStore.meanwhile = () -> {};
    }

    @Test
    void whatOthersAppendMeanwhileIsMergedWithToo() throws IOException {
        ground.merged(SEQUENCED, rows().row("a", 1L, 1L, "x"));
        FaultyLogStore.meanwhile = quietly(() -> ground.append(
                AppendPlan.defaults(), rows().row("a", 2L, 1L, "theirs").row("b", 1L, 1L, "z")));

        Appended appended =
                ground.merged(SEQUENCED, rows().row("a", 1L, 2L, "ours").row("a", 2L, 2L, "ours"));

        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 2 ours", "a 2 2 ours", "b 1 1 z");
        assertThat(appended.version()).isEqualTo(2);
        assertThat(appended.replaced()).isEqualTo(2);
    }

    @Test
    void aNewerVersionThatAnotherMergerBringsMeanwhileWins() throws IOException {
        ground.merged(SEQUENCED, rows().row("a", 1L, 1L, "x").row("a", 2L, 1L, "x"));
        FaultyLogStore.meanwhile = quietly(() -> ground.merged(SEQUENCED, rows().row("a", 1L, 9L, "theirs")));

        Appended appended =
                ground.merged(SEQUENCED, rows().row("a", 1L, 5L, "ours").row("a", 2L, 5L, "ours"));

        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 9 theirs", "a 2 5 ours");
        assertThat(appended.inputs()).containsExactly(new InputOutcome.Merged(new MergeCounts(0, 1, 0, 1, 0), 0));
    }

    @Test
    void keysThatTakeTooMuchMemoryWaitOrAreRefused() throws IOException {
        MergePlan tight = PLAN.withIndexBytes((1 << 20) + 60_000);
        GivenRows large = rows();
        for (long sku = 0; sku < 50_000; sku++) {
            large.row("shop", sku, 1L, "x");
        }

        Appended two = ground.merged(tight, rows().row("a", 1L, 1L, "x"), large);
        Appended alone = ground.merged(tight, large);

        assertThat(two.inputs())
                .containsExactly(new InputOutcome.Merged(new MergeCounts(1, 0, 0, 0, 0), 0), new InputOutcome.Later());
        assertThat(alone.inputs()).singleElement().isInstanceOf(InputOutcome.Unfit.class);
        assertThat(ground.table()).hasSize(1);
    }

    @Test
    void aTableThatOnlyTakesRowsInIsRefusedByName() throws IOException {
        AppendPlan only = AppendPlan.defaults();
        AppendPlan appendOnly = new AppendPlan(
                true,
                List.of(),
                Map.of("delta.appendOnly", "true"),
                only.evolution(),
                only.early(),
                only.compression(),
                only.fileBytes(),
                only.memoryBytes(),
                only.mostOpen());
        ground.append(appendOnly, rows().row("a", 1L, 1L, "x"));

        assertThatThrownBy(() -> ground.merged(PLAN, rows().row("a", 1L, 1L, "y")))
                .isInstanceOf(UnsupportedTableException.class)
                .hasMessageContaining("delta.appendOnly");
    }

    @Test
    void aSourceWithoutTheKeyIsUnfit() throws IOException {
        TableSchema other = TableSchema.of(Column.of("shop", Simple.STRING));

        Appended appended = ground.merged(PLAN, new GivenRows(other).row("a"), rows().row("a", 1L, 1L, "x"));

        assertThat(appended.inputs().get(0))
                .isInstanceOfSatisfying(InputOutcome.Unfit.class, unfit -> assertThat(unfit.reasons())
                        .singleElement()
                        .satisfies(reason -> assertThat(reason).contains("'sku'")));
        assertThat(ground.table()).containsExactly("a 1 1 x");
    }

    /** The version is there, and the answer is not: the log tells. */
    @Test
    void aLostAnswerIsReadBackAndALostOrderGivenAgain() throws IOException {
        ground.merged(PLAN, rows().row("a", 1L, 1L, "x"));
        FaultyLogStore.FAULTS.add(FaultyLogStore.Fault.BEFORE_WRITE);
        FaultyLogStore.FAULTS.add(FaultyLogStore.Fault.AFTER_WRITE);

        Appended appended = ground.merged(PLAN, rows().row("a", 1L, 2L, "y").row("b", 1L, 2L, "z"));

        assertThat(appended.version()).isEqualTo(1);
        assertThat(ground.version()).isEqualTo(1);
        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 2 y", "b 1 2 z");
    }

    /** The library looks at what a transaction has read: other partitions are none of its business. */
    @Test
    void whatHappensInOtherPartitionsIsNoConflict() throws IOException {
        MergePlan byShop = PLAN.withWriting(AppendPlan.defaults().withPartitionColumns(List.of("shop")));
        ground.merged(byShop, rows().row("a", 1L, 1L, "x").row("b", 1L, 1L, "x"));
        FaultyLogStore.meanwhile = quietly(() -> ground.merged(byShop, rows().row("b", 1L, 2L, "theirs")));

        ground.merged(byShop, rows().row("a", 1L, 2L, "ours"));

        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 2 ours", "b 1 2 theirs");
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Runnable quietly(Work work) {
        return () -> {
            try {
                work.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
