package io.nifistreaming.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketTest {
    private static final List<Competitor> SELLERS = List.of(
            Competitor.of("alpha", "EUR", "1", Temper.CALM),
            Competitor.of("fjord", "SEK", "11.31", new Temper(0, 0, 0, 0, 0, true)));

    private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");

    @Test
    void theSameSeedAndTickGiveTheSamePricesHoweverTheTicksCame() {
        Market one = market(7, 100);
        Market other = market(7, 100);

        one.advance(50);
        for (int tick = 0; tick < 50; tick++) {
            other.advance(1);
        }

        assertThat(offers(one)).isEqualTo(offers(other));
        assertThat(offers(market(8, 100))).isNotEqualTo(offers(market(7, 100)));
    }

    @Test
    void aTickMovesAFewPricesAndLeavesMostAlone() {
        Market market = market(7, 100);
        List<Offer> before = offers(market);

        market.advance(1);

        List<Offer> after = offers(market);
        int moved = 0;
        for (int index = 0; index < before.size(); index++) {
            moved += before.get(index).minor() == after.get(index).minor() ? 0 : 1;
        }
        assertThat(before).hasSize(1_000);
        assertThat(moved).isBetween(5, 50);
    }

    @Test
    void pricesNeverLeaveTheirBandHoweverLongTheyWalk() {
        Market market = market(3, 2);
        List<Offer> start = offers(market);

        market.advance(5_000);

        List<Offer> end = offers(market);
        for (int index = 0; index < start.size(); index++) {
            assertThat(end.get(index).minor())
                    .isBetween(
                            start.get(index).minor() * 6 / 10, start.get(index).minor() * 16 / 10 + 1);
        }
    }

    @Test
    void productsVanishAndComeBackOnlyWhereTheSiteLosesThem() {
        Market market = market(7, 100);

        market.advance(300);

        assertThat(departures(market, "alpha")).isZero();
        List<PriceVersion> gone = new ArrayList<>();
        for (Product product : market.products()) {
            market.history("fjord", product.sku()).stream()
                    .filter(version -> !version.present())
                    .forEach(gone::add);
        }
        assertThat(gone).isNotEmpty();
        assertThat(gone).as("some came back").anyMatch(version -> version.until() != null);
    }

    @Test
    void historyHasNoGapsAndNoStretchEqualsTheOneBefore() {
        Market market = market(7, 1_000);
        for (int tick = 0; tick < 400; tick++) {
            clock.advance(Duration.ofSeconds(1));
            market.advance(1);
        }

        List<PriceVersion> versions = market.history("alpha", "SKU-00003");

        assertThat(versions).hasSizeGreaterThan(2);
        for (int index = 1; index < versions.size(); index++) {
            PriceVersion earlier = versions.get(index - 1);
            PriceVersion later = versions.get(index);
            assertThat(later.since()).isEqualTo(earlier.until());
            assertThat(later.version()).isEqualTo(earlier.version() + 1);
            assertThat(later.price().equals(earlier.price()) && later.inStock() == earlier.inStock())
                    .isFalse();
        }
        assertThat(versions.get(versions.size() - 1).until()).isNull();
    }

    @Test
    void aPinnedPriceStaysUntilItIsUnpinned() {
        Market market = market(7, 1_000);
        market.put("alpha", "SKU-00003", offer -> offer.withMinor(1_234));

        market.advance(400);
        BigDecimal pinned = market.current("alpha", "SKU-00003").price();
        market.unpin("alpha", "SKU-00003");
        market.advance(400);

        assertThat(pinned).isEqualTo("12.34");
        assertThat(market.history("alpha", "SKU-00003")).hasSizeGreaterThan(2);
    }

    @Test
    void aFrozenMarketDoesNotMove() {
        Market market = market(7, 100);
        List<Offer> before = offers(market);

        market.freeze(true);
        market.advance(100);

        assertThat(market.tick()).isZero();
        assertThat(offers(market)).isEqualTo(before);
    }

    @Test
    void onlySoManyVersionsAreRemembered() {
        Market market = market(7, 3);

        for (int price = 1; price <= 10; price++) {
            long minor = price;
            market.put("alpha", "SKU-00001", offer -> offer.withMinor(minor));
        }

        assertThat(market.history("alpha", "SKU-00001"))
                .extracting(PriceVersion::price)
                .containsExactly(new BigDecimal("0.08"), new BigDecimal("0.09"), new BigDecimal("0.10"));
    }

    @Test
    void timesNeverRunBackwardsThoughTheClockDoes() {
        Market market = market(7, 100);
        clock.set("2026-11-20T09:00:00Z");

        market.put("alpha", "SKU-00001", offer -> offer.withMinor(5));

        assertThat(market.current("alpha", "SKU-00001").since()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
    }

    @Test
    void servedVersionsAreCountedAlsoWhenThePriceHasMovedMeanwhile() {
        Market market = market(7, 100);
        List<Listed> seen = List.of(market.listed("alpha", "SKU-00001").orElseThrow());

        market.put("alpha", "SKU-00001", offer -> offer.withMinor(5));
        market.served(seen);

        assertThat(market.history("alpha", "SKU-00001"))
                .extracting(PriceVersion::served)
                .containsExactly(1L, 0L);
    }

    private Market market(long seed, int history) {
        Dice dice = new Dice(seed);
        return new Market(new Catalogue(500, dice), SELLERS, new PriceWalk(dice, true), history, clock);
    }

    private static List<Offer> offers(Market market) {
        List<Offer> offers = new ArrayList<>();
        for (Competitor competitor : market.competitors()) {
            for (Product product : market.products()) {
                PriceVersion version = market.current(competitor.name(), product.sku());
                offers.add(new Offer(competitor.minor(version.price()), version.inStock(), version.present()));
            }
        }
        return offers;
    }

    private static long departures(Market market, String competitor) {
        return market.products().stream()
                .flatMap(product -> market.history(competitor, product.sku()).stream())
                .filter(version -> !version.present())
                .count();
    }
}
