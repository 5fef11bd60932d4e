package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.poll.PriceChange.Kind;
import io.nifistreaming.poll.PriceChangePolicy.Emit;
import io.nifistreaming.poll.PriceChangePolicy.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceChangeFilterTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void whatWasNeverToldIsTold() {
        PriceChangeVerdict verdict = changed().seen(null, seen("10.00", true));

        assertThat(told(verdict).kind()).isEqualTo(Kind.FIRST);
        assertThat(told(verdict).previousPrice()).isNull();
    }

    @Test
    void theSamePriceInOtherDigitsIsNoChange() {
        PriceChangeState last = changed().seen(null, seen("10.00", true)).next();

        PriceChangeVerdict verdict = changed().seen(last, seen("10.0", true));

        assertThat(verdict).isEqualTo(new PriceChangeVerdict.Quiet(last));
    }

    @Test
    void thereAndBackIsTwoChanges() {
        assertThat(kinds(changed(), "10", "12", "10")).containsExactly("first", "up", "down");
    }

    @Test
    void everythingIsToldWhereAllIsAskedFor() {
        PriceChangeFilter all = new PriceChangeFilter(PriceChangePolicy.all(3));

        assertThat(kinds(all, "10", "10", "11", "11")).containsExactly("first", "same", "up", "same");
    }

    @Test
    void smallMovesAddUpAgainstThePriceToldLast() {
        PriceChangeFilter filter = beyond("5", "0", Unit.PERCENT);

        assertThat(kinds(filter, "100", "103", "105", "105.01", "108", "110"))
                .containsExactly("first", "-", "-", "up", "-", "-");
    }

    @Test
    void aMoveOfExactlyTheThresholdIsNotBeyondIt() {
        assertThat(kinds(beyond("0.50", "0", Unit.AMOUNT), "10", "10.50", "10.51"))
                .containsExactly("first", "-", "up");
    }

    @Test
    void aSwingAroundTheThresholdIsToldOnceWithHysteresis() {
        assertThat(kinds(beyond("1", "1", Unit.AMOUNT), "10", "11.1", "10", "11.1", "10", "9"))
                .containsExactly("first", "up", "-", "-", "-", "down");
        assertThat(kinds(beyond("1", "0", Unit.AMOUNT), "10", "11.1", "10", "11.1", "10"))
                .containsExactly("first", "up", "down", "up", "down");
    }

    @Test
    void onwardMovesNeedNoHysteresis() {
        assertThat(kinds(beyond("1", "5", Unit.AMOUNT), "10", "12", "14", "9"))
                .containsExactly("first", "up", "up", "-");
    }

    @Test
    void anyMoveFromZeroIsBeyondEveryPercentage() {
        assertThat(kinds(beyond("50", "0", Unit.PERCENT), "0", "0.01")).containsExactly("first", "up");
    }

    @Test
    void stockAloneIsAChangeAndUnknownStockIsNot() {
        PriceChangeState last = changed().seen(null, seen("10", true)).next();

        assertThat(told(changed().seen(last, seen("10", false))).kind()).isEqualTo(Kind.STOCK);
        assertThat(changed().seen(last, seen("10", null))).isInstanceOf(PriceChangeVerdict.Quiet.class);
    }

    @Test
    void pricesInTwoCurrenciesAreNotCompared() {
        PriceChangeState last = changed().seen(null, seen("10", true)).next();
        Observation dollars =
                new Observation("acme", "A", null, new BigDecimal("9"), "USD", true, null, NOON, Map.of());

        PriceChange change = told(changed().seen(last, dollars));

        assertThat(change.kind()).isEqualTo(Kind.CURRENCY);
    }

    @Test
    void aPriceThatDisappearsFromThePageIsAChangeAndNotATombstone() {
        PriceChangeState last = changed().seen(null, seen("10", true)).next();
        Observation bare = new Observation("acme", "A", null, null, null, true, null, NOON, Map.of());

        assertThat(told(changed().seen(last, bare)).kind()).isEqualTo(Kind.CHANGED);
    }

    @Test
    void aProductIsGoneAfterEnoughMissesInARowAndOnce() {
        PriceChangeFilter filter = changed();
        PriceChangeState state = filter.seen(null, seen("10", true)).next();
        List<String> kinds = new ArrayList<>();
        for (int miss = 0; miss < 5; miss++) {
            PriceChangeVerdict verdict = filter.missed(state, "acme", "A", NOON, "http://acme.example/");
            kinds.add(kind(verdict));
            state = verdict.next();
        }

        assertThat(kinds).containsExactly("-", "-", "gone", "-", "-");
    }

    @Test
    void aTombstoneHoldsWhatWasKnownAndNoPrice() {
        PriceChangeFilter filter = new PriceChangeFilter(PriceChangePolicy.changed(1));
        PriceChangeState state = filter.seen(null, seen("10", true)).next();

        PriceChange gone = told(filter.missed(state, "acme", "A", NOON, "http://acme.example/"));

        assertThat(gone.observation().price()).isNull();
        assertThat(gone.observation().inStock()).isFalse();
        assertThat(gone.observation().title()).isEqualTo("Lamp");
        assertThat(gone.observation().url()).isEqualTo("http://acme.example/");
        assertThat(gone.previousPrice()).isEqualByComparingTo("10");
    }

    @Test
    void beingSeenEvenUnreadablyEndsARowOfMisses() {
        PriceChangeFilter filter = changed();
        PriceChangeState state = filter.seen(null, seen("10", true)).next();
        PriceChangeState missed = filter.missed(state, "acme", "A", NOON, "u").next();

        assertThat(missed.misses()).isEqualTo(1);
        assertThat(filter.unreadable(missed).misses()).isZero();
        assertThat(filter.seen(missed, seen("10", true)).next().misses()).isZero();
    }

    @Test
    void aProductThatWasGoneComesBackEvenAtItsOldPrice() {
        PriceChangeFilter filter = new PriceChangeFilter(PriceChangePolicy.changed(1));
        PriceChangeState state = filter.seen(null, seen("10", true)).next();
        PriceChangeState gone = filter.missed(state, "acme", "A", NOON, "u").next();

        PriceChange back = told(filter.seen(gone, seen("10", true)));

        assertThat(back.kind()).isEqualTo(Kind.BACK);
        assertThat(back.previousPrice()).isEqualByComparingTo("10");
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> PriceChangePolicy.changed(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> beyond("-1", "0", Unit.AMOUNT)).hasMessageContaining("negative");
    }

    private static List<String> kinds(PriceChangeFilter filter, String... prices) {
        List<String> kinds = new ArrayList<>();
        PriceChangeState state = null;
        for (String price : prices) {
            PriceChangeVerdict verdict = filter.seen(state, seen(price, true));
            kinds.add(kind(verdict));
            state = verdict.next();
        }
        return kinds;
    }

    private static String kind(PriceChangeVerdict verdict) {
        return verdict instanceof PriceChangeVerdict.Tell tell
                ? tell.change().kind().text()
                : "-";
    }

    private static PriceChange told(PriceChangeVerdict verdict) {
        assertThat(verdict).isInstanceOf(PriceChangeVerdict.Tell.class);
        return ((PriceChangeVerdict.Tell) verdict).change();
    }

    private static PriceChangeFilter changed() {
        return new PriceChangeFilter(PriceChangePolicy.changed(3));
    }

    private static PriceChangeFilter beyond(String threshold, String hysteresis, Unit unit) {
        return new PriceChangeFilter(
                new PriceChangePolicy(Emit.BEYOND, new BigDecimal(threshold), new BigDecimal(hysteresis), unit, 3));
    }

    private static Observation seen(String price, Boolean inStock) {
        return new Observation("acme", "A", "Lamp", new BigDecimal(price), "EUR", inStock, null, NOON, Map.of());
    }
}
