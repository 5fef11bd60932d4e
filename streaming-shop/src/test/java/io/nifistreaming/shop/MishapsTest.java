package io.nifistreaming.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes wrong by itself. */
class MishapsTest {
    private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");

    @Test
    void aSiteFailsAboutAsOftenAsItsTemperSays() {
        Mishaps mishaps = mishaps(new Temper(3, 2, 5, 1, 0, false), 9);
        Map<FailureMode, Integer> seen = new EnumMap<>(FailureMode.class);

        for (int request = 0; request < 10_000; request++) {
            mishaps.next(true, clock.instant()).ifPresent(failure -> seen.merge(failure.mode(), 1, Integer::sum));
        }

        assertThat(seen.get(FailureMode.ERROR_500)).isBetween(200, 400);
        assertThat(seen.get(FailureMode.DROP)).isBetween(120, 280);
        assertThat(seen.get(FailureMode.SLOW)).isBetween(400, 600);
        assertThat(seen.get(FailureMode.CAPTCHA)).isBetween(50, 150);
    }

    @Test
    void theSameSeedFailsTheSameRequests() {
        List<Optional<Failure>> one = first500(9);
        List<Optional<Failure>> same = first500(9);
        List<Optional<Failure>> other = first500(10);

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }

    @Test
    void aCalmShopNeverFailsByItself() {
        Mishaps mishaps = mishaps(new Temper(50, 50, 0, 0, 1, false), 9);

        for (int request = 0; request < 100; request++) {
            assertThat(mishaps.next(false, clock.instant())).isEmpty();
        }
    }

    @Test
    void whoAsksTooOftenIsThrottledInBothFormsByTurns() {
        Mishaps mishaps = mishaps(new Temper(0, 0, 0, 0, 10, false), 9);
        List<Optional<Failure>> answers = new ArrayList<>();

        for (int request = 0; request < 13; request++) {
            answers.add(mishaps.next(true, clock.instant()));
        }

        assertThat(answers.subList(0, 10)).containsOnly(Optional.empty());
        assertThat(answers.subList(10, 13))
                .extracting(failure -> failure.orElseThrow().mode())
                .containsExactly(FailureMode.THROTTLE_SECONDS, FailureMode.THROTTLE_DATE, FailureMode.THROTTLE_SECONDS);
    }

    @Test
    void whoWaitsAsLongAsToldIsServedAgain() {
        Mishaps mishaps = mishaps(new Temper(0, 0, 0, 0, 10, false), 9);
        for (int request = 0; request < 11; request++) {
            mishaps.next(true, clock.instant());
        }

        clock.advance(Duration.ofSeconds(1));

        for (int request = 0; request < 10; request++) {
            assertThat(mishaps.next(true, clock.instant())).isEmpty();
        }
    }

    private List<Optional<Failure>> first500(long seed) {
        Mishaps mishaps = mishaps(new Temper(3, 2, 5, 1, 0, false), seed);
        List<Optional<Failure>> answers = new ArrayList<>();
        for (int request = 0; request < 500; request++) {
            answers.add(mishaps.next(true, clock.instant()));
        }
        return answers;
    }

    private Mishaps mishaps(Temper temper, long seed) {
        return new Mishaps(Competitor.of("ember", "USD", "1", temper), new Dice(seed), clock.instant());
    }
}
