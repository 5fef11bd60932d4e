package io.nifistreaming.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The market's random walk: what an offer is at the start, and what it is one tick later.
 *
 * <p>A pure function of seed, competitor, product and tick. In a tick 2 % of the prices move by up to 4 %, staying
 * between 60 % and 160 % of where they began; 0.2 % of the products sell out or are stocked again; and at a site that
 * loses products, 0.1 % vanish and a tenth of the vanished come back.
 */
final class PriceWalk {
    private static final int MOVES_IN_1000 = 20;
    private static final int STOCK_IN_1000 = 2;
    private static final int VANISH_IN_1000 = 1;
    private static final int RETURN_IN_1000 = 100;
    private static final int LARGEST_STEP = 40;

    private final Dice dice;
    private final boolean vanishing;

    PriceWalk(Dice dice, boolean vanishing) {
        this.dice = dice;
        this.vanishing = vanishing;
    }

    /** The offer at tick 0: within a tenth of what the product is worth, in the competitor's currency. */
    Offer start(Competitor competitor, Product product) {
        int tenthsOfPercent = 900 + dice.roll(competitor.name(), product.index(), 0, 201);
        BigDecimal euros = BigDecimal.valueOf(product.basePrice(), 2);
        long minor = euros.multiply(competitor.perEuro())
                .multiply(BigDecimal.valueOf(tenthsOfPercent, 3))
                .movePointRight(competitor.currency().getDefaultFractionDigits())
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        return new Offer(Math.max(1, minor), dice.roll(competitor.name() + "-stock", product.index(), 0, 20) > 0, true);
    }

    /** The offer one tick after {@code current}; the same object when nothing happened. */
    Offer step(Competitor competitor, Product product, long tick, Offer current) {
        Offer next = current;
        if (happens(competitor, "-move", product, tick, MOVES_IN_1000)) {
            next = next.withMinor(moved(competitor, product, tick, current.minor()));
        }
        if (happens(competitor, "-sell", product, tick, STOCK_IN_1000)) {
            next = next.withInStock(!next.inStock());
        }
        if (vanishing && competitor.temper().vanishing()) {
            int odds = next.present() ? VANISH_IN_1000 : RETURN_IN_1000;
            if (happens(competitor, "-vanish", product, tick, odds)) {
                next = next.withPresent(!next.present());
            }
        }
        return next;
    }

    private boolean happens(Competitor competitor, String what, Product product, long tick, int inThousand) {
        return dice.roll(competitor.name() + what, product.index(), tick, 1_000) < inThousand;
    }

    private long moved(Competitor competitor, Product product, long tick, long minor) {
        int perMille = dice.roll(competitor.name() + "-step", product.index(), tick, 2 * LARGEST_STEP + 1);
        long change = minor * (perMille - LARGEST_STEP) / 1_000;
        long wanted = minor + (change == 0 ? (tick % 2 == 0 ? 1 : -1) : change);
        long start = start(competitor, product).minor();
        long lowest = Math.max(1, start * 6 / 10);
        long highest = Math.max(lowest + 1, start * 16 / 10);
        return Math.min(highest, Math.max(lowest, wanted));
    }
}
