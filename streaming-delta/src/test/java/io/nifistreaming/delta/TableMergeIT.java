package io.nifistreaming.delta;

import static io.nifistreaming.delta.MergeGround.PLAN;
import static io.nifistreaming.delta.MergeGround.SEQUENCED;
import static io.nifistreaming.delta.MergeGround.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.AppendOutcome.Appended;
import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableMergeIT {
    private static final SourceId SOURCE = new SourceId(OriginKind.KAFKA, "prices-0", 0);

    @TempDir
    private Path folder;

    private MergeGround ground;

    @BeforeEach
    void lay() {
        ground = new MergeGround(folder);
    }

    @Test
    void rowsReplaceThoseOfTheirKeyAreAddedOrTakenAway() throws IOException {
        ground.merged(
                PLAN, rows().row("a", 1L, 1L, "one").row("a", 2L, 1L, "two").row("b", 1L, 1L, "three"));

        Appended second = ground.merged(
                PLAN,
                rows().row("a", 1L, 2L, "ONE")
                        .delete("a", 2L)
                        .row("c", 9L, 1L, "new")
                        .delete("c", 10L));

        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 2 ONE", "b 1 1 three", "c 9 1 new");
        assertThat(second.inputs()).containsExactly(new InputOutcome.Merged(new MergeCounts(1, 1, 1, 1, 0), 0));
        assertThat(second.replaced()).isEqualTo(1);
        assertThat(ground.lastCommit().getOperation()).isEqualTo("MERGE");
        assertThat(ground.lastCommit().getOperationMetrics().orElseThrow())
                .containsEntry("numTargetRowsInserted", "1")
                .containsEntry("numTargetRowsUpdated", "1")
                .containsEntry("numTargetRowsDeleted", "1")
                .containsEntry("numTargetRowsCopied", "1")
                .containsEntry("numTargetFilesRemoved", "1");
    }

    @Test
    void lateVersionsLoseAndAReplayBySequenceMakesNoVersion() throws IOException {
        GivenRows first = rows().row("a", 1L, 5L, "new").row("a", 1L, 4L, "old").row("b", 1L, 7L, "b");
        ground.merged(SEQUENCED, first);

        Appended late =
                ground.merged(SEQUENCED, rows().row("a", 1L, 3L, "older").delete("b", 1L, 6L));
        Appended replay = ground.merged(SEQUENCED, first);

        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 5 new", "b 1 7 b");
        assertThat(late.version()).isEqualTo(TableState.NONE);
        assertThat(replay.version()).isEqualTo(TableState.NONE);
        assertThat(replay.inputs()).containsExactly(new InputOutcome.Merged(new MergeCounts(0, 0, 0, 3, 0), 0));
        assertThat(ground.version()).isZero();
    }

    /** Full dumps come again and again, and must not rewrite a table that holds them. */
    @Test
    void rowsThatSayWhatTheTableSaysRewriteNothing() throws IOException {
        GivenRows dump = rows().row("a", 1L, null, "x").row("a", 2L, null, "y").row("a", 3L, null, null);
        ground.merged(PLAN, dump);

        Appended again = ground.merged(PLAN, dump);
        Appended one = ground.merged(PLAN, rows().row("a", 1L, null, "x").row("a", 3L, null, "z"));

        assertThat(again.version()).isEqualTo(TableState.NONE);
        assertThat(again.inputs()).containsExactly(new InputOutcome.Merged(new MergeCounts(0, 0, 0, 3, 0), 0));
        assertThat(one.inputs()).containsExactly(new InputOutcome.Merged(new MergeCounts(0, 1, 0, 1, 0), 0));
        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 null x", "a 2 null y", "a 3 null z");
    }

    @Test
    void aKafkaRangeThatIsHeldIsADuplicateAndAnEarlyOneWaits() throws IOException {
        GivenRows first = rows().row("a", 1L, null, "x").row("a", 2L, null, "y").at(SOURCE, 0);
        GivenRows early = rows().row("a", 1L, null, "late").at(SOURCE, 5);
        Appended one = ground.merged(PLAN, first, early);
        ground.merged(PLAN, rows().row("a", 1L, null, "X").at(SOURCE, 2));

        Appended replay = ground.merged(PLAN, first);

        assertThat(one.inputs().get(1)).isEqualTo(new InputOutcome.Early(new Range(2, 5)));
        assertThat(replay.inputs()).containsExactly(new InputOutcome.Duplicate());
        assertThat(replay.version()).isEqualTo(TableState.NONE);
        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 null X", "a 2 null y");
        assertThat(ground.open().held(List.of(SOURCE))).containsEntry(SOURCE, new Range(0, 3));
    }

    /** Queues change the order of flow files, and offsets know better. */
    @Test
    void withoutASequenceTheLastOffsetWins() throws IOException {
        GivenRows later = rows().row("a", 1L, null, "last").at(SOURCE, 1);
        GivenRows earlier = rows().row("a", 1L, null, "first").at(SOURCE, 0);

        ground.merged(PLAN, later, earlier);

        assertThat(ground.table()).containsExactly("a 1 null last");
    }

    /** What overlaps is taken from the one that begins first, or is shorter; the rest of the other comes behind it. */
    @Test
    void ofOverlappingRangesTheLastOffsetWinsToo() throws IOException {
        GivenRows longer =
                rows().row("a", 1L, null, "first").row("a", 1L, null, "last").at(SOURCE, 0);
        GivenRows shorter = rows().row("a", 1L, null, "first").at(SOURCE, 0);

        ground.merged(PLAN, longer, shorter);

        assertThat(ground.table()).containsExactly("a 1 null last");
    }

    /** The first range that arrives need not be the first that there is. */
    @Test
    void whatComesBeforeAllThatTheTableHoldsReplacesNothing() throws IOException {
        ground.merged(PLAN, rows().row("a", 1L, null, "last").at(SOURCE, 2));

        Appended earlier = ground.merged(
                PLAN,
                rows().row("a", 1L, null, "first").row("b", 1L, null, "other").at(SOURCE, 0));

        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 null last", "b 1 null other");
        assertThat(earlier.inputs()).containsExactly(new InputOutcome.Merged(new MergeCounts(1, 0, 0, 1, 0), 0));
    }

    @Test
    void recordsThatCantBeMergedAreNamedAndHoldUpNoOther() throws IOException {
        MergePlan strict = SEQUENCED.withTies(MergePlan.Ties.REJECT);
        GivenRows rows = rows().row(null, 1L, 1L, "no key")
                .row("a", 1L, null, "no sequence")
                .row("a", 2L, 3L, "first")
                .row("a", 2L, 3L, "other")
                .row("a", 2L, 3L, "first")
                .row("a", 3L, 1L, "fine");

        Appended appended = ground.merged(strict, rows);

        assertThat(ground.table()).containsExactlyInAnyOrder("a 2 3 first", "a 3 1 fine");
        assertThat(appended.inputs()).containsExactly(new InputOutcome.Merged(new MergeCounts(2, 0, 0, 1, 3), 0));
        assertThat(rows.refused())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("0 ").contains("'shop'"),
                        one -> assertThat(one).startsWith("1 ").contains("'seq'"),
                        one -> assertThat(one).startsWith("3 ").contains("as new"));
    }

    @Test
    void softDeletedRowsStayWithTheirValuesAndLateVersionsStayDead() throws IOException {
        MergePlan soft = SEQUENCED.withSoftDelete("gone");
        ground.merged(soft, rows().row("a", 1L, 1L, "x").row("a", 2L, 1L, "y"));
        ground.merged(soft, rows().delete("a", 1L, 5L, null).delete("a", 3L, 5L, null));
        assertThat(ground.table("gone")).containsExactlyInAnyOrder("a 1 5 x true", "a 2 1 y false", "a 3 5 null true");

        Appended late = ground.merged(soft, rows().row("a", 1L, 4L, "late").row("a", 3L, 6L, "again"));

        assertThat(late.inputs()).containsExactly(new InputOutcome.Merged(new MergeCounts(0, 1, 0, 1, 0), 0));
        assertThat(ground.table("gone"))
                .containsExactlyInAnyOrder("a 1 5 x true", "a 2 1 y false", "a 3 6 again false");
    }

    @Test
    void filesThatHoldNoKeyStayAsTheyAre() throws IOException {
        for (long sku = 0; sku < 5; sku++) {
            ground.merged(SEQUENCED, rows().row("a", sku * 10, 1L, "x").row("a", sku * 10 + 5, 1L, "x"));
        }
        List<String> before = ground.files();

        Appended appended =
                ground.merged(SEQUENCED, rows().row("a", 20L, 2L, "y").row("a", 31L, 2L, "new"));

        assertThat(appended.replaced()).isEqualTo(1);
        List<String> gone = new ArrayList<>(before);
        gone.removeAll(ground.files());
        assertThat(gone).hasSize(1);
        assertThat(ground.table()).hasSize(11).contains("a 20 2 y", "a 25 1 x", "a 31 2 new");
    }

    @Test
    void aRowMovesToAnotherPartitionWhenItsColumnIsNoKey() throws IOException {
        MergePlan byShop = MergePlan.of(AppendPlan.defaults().withPartitionColumns(List.of("shop")), "sku");
        ground.merged(byShop, rows().row("a", 1L, 1L, "x").row("b", 2L, 1L, "y"));

        ground.merged(byShop, rows().row("b", 1L, 2L, "moved"));

        assertThat(ground.table()).containsExactlyInAnyOrder("b 1 2 moved", "b 2 1 y");
    }

    @Test
    void severalRowsOfOneKeyBecomeOne() throws IOException {
        ground.append(AppendPlan.defaults(), rows().row("a", 1L, 1L, "x").row("a", 1L, 2L, "y"));
        ground.append(AppendPlan.defaults(), rows().row("a", 1L, 2L, "y").row("b", 1L, 1L, "z"));

        ground.merged(PLAN, rows().row("a", 1L, 2L, "y"));

        assertThat(ground.table()).containsExactlyInAnyOrder("a 1 2 y", "b 1 1 z");
    }
}
