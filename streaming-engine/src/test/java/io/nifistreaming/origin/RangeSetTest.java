package io.nifistreaming.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeSetTest {
    private static final int POSITIONS = 60;

    @Test
    void neighboursAreJoinedSoThatAContiguousPrefixIsOneRange() {
        RangeSet set = RangeSet.of(new Range(100, 200)).plus(new Range(0, 50));

        RangeSet joined = set.plus(new Range(50, 100));

        assertThat(joined.ranges()).containsExactly(new Range(0, 200));
    }

    @Test
    void whatLiesBelowAHoleIsNoDuplicate() {
        RangeSet early = RangeSet.of(new Range(100, 200));

        assertThat(early.contains(new Range(0, 100))).isFalse();
        assertThat(early.missing(new Range(0, 150))).containsExactly(new Range(0, 100));
    }

    @Test
    void anOverlapIsCutOnBothSidesAndInTheMiddle() {
        RangeSet held = RangeSet.parse("10-20,30-40");

        assertThat(held.missing(new Range(5, 45)))
                .containsExactly(new Range(5, 10), new Range(20, 30), new Range(40, 45));
        assertThat(held.missing(new Range(12, 18))).isEmpty();
        assertThat(held.missing(new Range(15, 35))).containsExactly(new Range(20, 30));
    }

    @Test
    void rubbishIsRefused() {
        for (String rubbish : List.of("x", "1", "-5", "5-1", "1-2,", "1-2;3-4")) {
            assertThatThrownBy(() -> RangeSet.parse(rubbish)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void randomSequencesOfAdditionsAgreeWithASetOfPositions() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int life = 0; life < 2_000; life++) {
            RangeSet set = RangeSet.empty();
            BitSet model = new BitSet();
            for (int step = 0; step < 20; step++) {
                Range added = anyRange(random);
                set = random.nextBoolean() ? set.plus(added) : set.plus(RangeSet.of(added));
                model.set((int) added.first(), (int) added.next());

                assertThatBothAgree("seed " + seed + ", life " + life + ", step " + step, set, model, anyRange(random));
            }
        }
    }

    private static void assertThatBothAgree(String where, RangeSet set, BitSet model, Range asked) {
        BitSet held = new BitSet();
        set.ranges().forEach(range -> held.set((int) range.first(), (int) range.next()));
        assertThat(held).as(where).isEqualTo(model);
        for (int index = 1; index < set.ranges().size(); index++) {
            assertThat(set.ranges().get(index).first())
                    .as(where)
                    .isGreaterThan(set.ranges().get(index - 1).next());
        }
        BitSet missing = new BitSet();
        set.missing(asked).forEach(range -> missing.set((int) range.first(), (int) range.next()));
        BitSet expected = new BitSet();
        expected.set((int) asked.first(), (int) asked.next());
        expected.andNot(model);
        assertThat(missing).as(where).isEqualTo(expected);
        assertThat(set.contains(asked)).as(where).isEqualTo(expected.isEmpty());
        assertThat(RangeSet.parse(set.toString())).as(where).isEqualTo(set);
    }

    private static Range anyRange(Random random) {
        int first = random.nextInt(POSITIONS);
        return new Range(first, first + random.nextInt(POSITIONS / 4));
    }
}
