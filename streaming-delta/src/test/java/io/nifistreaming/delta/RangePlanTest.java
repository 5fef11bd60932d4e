package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.RangePlan.Early;
import io.nifistreaming.delta.RangePlan.Offer;
import io.nifistreaming.delta.RangePlan.Verdict.Duplicate;
import io.nifistreaming.delta.RangePlan.Verdict.Take;
import io.nifistreaming.delta.RangePlan.Verdict.Wait;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import io.nifistreaming.origin.SourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangePlanTest {
    private static final SourceId PRICES = new SourceId(OriginKind.KAFKA, "competitor_prices-0", 0);
    private static final SourceId OTHER = new SourceId(OriginKind.KAFKA, "competitor_prices-1", 0);

    @Test
    void whatFollowsWhatIsHeldIsTakenInWhateverOrderItIsOffered() {
        RangePlan plan = plan(Map.of(PRICES, range(0, 10)), offer(20, 30), offer(10, 20));

        assertThat(plan.verdicts()).containsExactly(new Take(List.of(range(20, 30))), new Take(List.of(range(10, 20))));
        assertThat(plan.steps()).containsExactly(new SourceStep(PRICES, Optional.of(range(0, 10)), range(0, 30)));
    }

    @Test
    void aReplayIsADuplicateAndOfAnOverlapTheNewPartIsTaken() {
        RangePlan plan = plan(Map.of(PRICES, range(5, 10)), offer(5, 10), offer(8, 12), offer(3, 14));

        assertThat(plan.verdicts())
                .containsExactly(new Duplicate(), new Duplicate(), new Take(List.of(range(3, 5), range(10, 14))));
        assertThat(plan.steps()).containsExactly(new SourceStep(PRICES, Optional.of(range(5, 10)), range(3, 14)));
    }

    @Test
    void whatComesEarlyWaitsAndItsHoleIsNamed() {
        RangePlan plan = plan(Map.of(PRICES, range(0, 10)), offer(12, 20));

        assertThat(plan.verdicts()).containsExactly(new Wait(range(10, 12)));
        assertThat(plan.steps()).isEmpty();
    }

    @Test
    void byPolicyWhatComesEarlyIsTakenAndTheHoleIsRecorded() {
        RangePlan plan =
                RangePlan.of(Map.of(PRICES, range(0, 10)), List.of(offer(12, 20), offer(10, 12)), Early.TAKE_WITH_HOLE);

        assertThat(plan.holes()).isEmpty();

        plan = RangePlan.of(Map.of(PRICES, range(0, 10)), List.of(offer(12, 20)), Early.TAKE_WITH_HOLE);

        assertThat(plan.verdicts()).containsExactly(new Take(List.of(range(12, 20))));
        assertThat(plan.holes()).containsExactly(Map.entry(PRICES, List.of(range(10, 12))));
    }

    /** A queue reorders: nothing of what comes before the first range that was seen is a duplicate. */
    @Test
    void whatLiesBeforeTheFirstRangeEverIsTakenToo() {
        RangePlan first = plan(Map.of(), offer(100, 200));
        RangePlan second = plan(Map.of(PRICES, range(100, 200)), offer(0, 100));

        assertThat(first.steps()).containsExactly(new SourceStep(PRICES, Optional.empty(), range(100, 200)));
        assertThat(second.verdicts()).containsExactly(new Take(List.of(range(0, 100))));
        assertThat(second.steps()).containsExactly(new SourceStep(PRICES, Optional.of(range(100, 200)), range(0, 200)));
    }

    @Test
    void sourcesKnowNothingOfEachOther() {
        RangePlan plan = plan(Map.of(PRICES, range(0, 10)), offer(0, 10), new Offer(OTHER, range(0, 10)));

        assertThat(plan.verdicts()).containsExactly(new Duplicate(), new Take(List.of(range(0, 10))));
        assertThat(plan.steps()).containsExactly(new SourceStep(OTHER, Optional.empty(), range(0, 10)));
    }

    /** Against a set of positions, with random batches of random, overlapping and reordered ranges. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyPositionIsTakenOnceAndNothingIsADuplicateThatWasNotTaken(long round) {
        for (long seed = round * 10_000; seed < round * 10_000 + 2_000; seed++) {
            try {
                live(new Random(seed));
            } catch (AssertionError e) {
                throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void live(Random dice) {
        Map<SourceId, Range> held = new HashMap<>();
        RangeSet taken = RangeSet.empty();
        for (int batch = 0; batch < 12; batch++) {
            List<Offer> offers = new ArrayList<>();
            for (int index = 0; index <= dice.nextInt(4); index++) {
                long first = dice.nextInt(60);
                offers.add(offer(first, first + 1 + dice.nextInt(12)));
            }
            RangePlan plan = RangePlan.of(held, offers, Early.WAIT);
            for (int index = 0; index < offers.size(); index++) {
                if (plan.verdicts().get(index) instanceof Take take) {
                    for (Range part : take.parts()) {
                        assertThat(taken.missing(part))
                                .as("%s taken once", part)
                                .containsExactly(part);
                        taken = taken.plus(part);
                    }
                }
            }
            for (int index = 0; index < offers.size(); index++) {
                Range range = offers.get(index).range();
                if (!(plan.verdicts().get(index) instanceof Wait wait)) {
                    assertThat(taken.contains(range)).as("%s is held", range).isTrue();
                } else {
                    assertThat(taken.missing(wait.hole()))
                            .as("the hole %s", wait.hole())
                            .containsExactly(wait.hole());
                }
            }
            plan.steps().forEach(step -> held.put(step.source(), step.then()));
            assertThat(taken.ranges()).isEqualTo(held.isEmpty() ? List.of() : List.of(held.get(PRICES)));
        }
    }

    private static RangePlan plan(Map<SourceId, Range> held, Offer... offers) {
        return RangePlan.of(held, List.of(offers), Early.WAIT);
    }

    private static Offer offer(long first, long next) {
        return new Offer(PRICES, range(first, next));
    }

    private static Range range(long first, long next) {
        return new Range(first, next);
    }
}
