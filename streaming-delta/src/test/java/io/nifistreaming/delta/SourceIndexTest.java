package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.MergePlan.Ties;
import io.nifistreaming.delta.SourceIndex.Rank;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceIndexTest {
    private final OrderedBytes key = new OrderedBytes();
    private final OrderedBytes sequence = new OrderedBytes();
    private long ordinal;

    @Test
    void theNewestRowOfAKeyDecides() {
        SourceIndex index = new SourceIndex(Ties.LAST_WINS, true);

        assertThat(offer(index, "a", 5, 1)).isEqualTo(Rank.FIRST);
        assertThat(offer(index, "a", 4, 2)).isEqualTo(Rank.OLDER);
        assertThat(offer(index, "a", 6, 3)).isEqualTo(Rank.NEWER);
        assertThat(offer(index, "b", 1, 4)).isEqualTo(Rank.FIRST);

        assertThat(index.size()).isEqualTo(2);
        assertThat(index.ordinal(find(index, "a"))).isEqualTo(2);
        assertThat(find(index, "c")).isEqualTo(SourceIndex.NONE);
    }

    @Test
    void ofRowsThatAreEquallyNewTheLastOneWinsOrAllButTheFirstAreRefused() {
        SourceIndex last = new SourceIndex(Ties.LAST_WINS, true);
        SourceIndex first = new SourceIndex(Ties.REJECT, true);
        for (SourceIndex index : new SourceIndex[] {last, first}) {
            ordinal = 0;
            offer(index, "a", 5, 1);
            assertThat(offer(index, "a", 5, 1)).isEqualTo(Rank.SAME);
            assertThat(offer(index, "a", 5, 2)).isEqualTo(Rank.TIED);
        }

        assertThat(last.ordinal(find(last, "a"))).isEqualTo(2);
        assertThat(first.ordinal(find(first, "a"))).isZero();
        assertThat(first.isTied(0, at(5), false, 2)).isTrue();
        assertThat(first.isTied(0, at(5), false, 1)).isFalse();
        assertThat(first.isTied(0, at(4), false, 2)).isFalse();
        assertThat(first.isTied(0, at(5), true, 1)).as("a deletion").isTrue();
        assertThat(last.isTied(0, at(5), false, 9)).isFalse();
    }

    @Test
    void aRowOfTheTableGivesWayToWhatIsNewer() {
        SourceIndex index = new SourceIndex(Ties.REJECT, true);
        for (String each : new String[] {"older", "same", "newer", "none"}) {
            offer(index, each, 5, 1);
        }

        index.meet(find(index, "older"), at(4));
        index.meet(find(index, "same"), at(5));
        index.meet(find(index, "newer"), at(6));
        index.meet(find(index, "none"), null);

        assertThat(index.wins(find(index, "older"))).isTrue();
        assertThat(index.wins(find(index, "same"))).isFalse();
        assertThat(index.wins(find(index, "newer"))).isFalse();
        assertThat(index.wins(find(index, "none"))).isTrue();
    }

    /** A newer row of the table decides, whatever others of the key there are. */
    @Test
    void severalRowsOfTheTableAreJudgedTogether() {
        SourceIndex index = new SourceIndex(Ties.LAST_WINS, true);
        offer(index, "a", 5, 1);

        index.meet(0, at(4));
        assertThat(index.wins(0)).isTrue();
        index.meet(0, at(9));
        assertThat(index.wins(0)).isFalse();
        index.meet(0, at(5));

        assertThat(index.isEven(0)).isFalse();
    }

    @Test
    void withoutSequenceOnlyTheRowsTellWhetherAnythingChanges() {
        SourceIndex index = new SourceIndex(Ties.LAST_WINS, false);
        offer(index, "a", 0, 1);

        index.meet(0, null);
        assertThat(index.isEven(0)).isTrue();
        index.same(0);

        assertThat(index.wins(0)).isFalse();
    }

    @Test
    void manyKeysAreFoundAndSorted() {
        Random dice = new Random(7);
        SourceIndex index = new SourceIndex(Ties.LAST_WINS, true);
        Map<String, Long> model = new HashMap<>();
        for (int row = 0; row < 50_000; row++) {
            String name = Integer.toHexString(dice.nextInt(20_000)).repeat(1 + dice.nextInt(2));
            long version = dice.nextInt(1000) * 100_000L + row;
            offer(index, name, version, row);
            model.merge(name, version, Math::max);
        }

        assertThat(index.size()).isEqualTo(model.size());
        model.forEach(
                (name, version) -> assertThat(index.ordinal(find(index, name))).isEqualTo(version % 100_000));
        long[] sorted = index.sortedKeys();
        assertThat(sorted).hasSize(model.size());
        for (int at = 1; at < sorted.length; at++) {
            byte[] next = index.arena().get(sorted[at]);
            assertThat(index.arena().compare(sorted[at - 1], next, next.length)).isNegative();
        }
    }

    private Rank offer(SourceIndex index, String name, long version, long content) {
        return index.offer(key.clear().put(Simple.STRING, name), at(version), false, content, ordinal++);
    }

    private int find(SourceIndex index, String name) {
        return index.find(key.clear().put(Simple.STRING, name));
    }

    private OrderedBytes at(long version) {
        return sequence.clear().put(Simple.LONG, version);
    }
}
