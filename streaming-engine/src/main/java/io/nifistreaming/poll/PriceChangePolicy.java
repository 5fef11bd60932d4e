package io.nifistreaming.poll;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What is worth telling.
 *
 * @param emit everything, every change, or changes beyond the threshold
 * @param threshold a price must differ by more than this from the one told last; used with {@link Emit#BEYOND} alone
 * @param hysteresis added to the threshold for a move against the direction of the last one, so that a price that
 *     swings around the threshold is told once
 * @param unit of threshold and hysteresis
 * @param missesBeforeGone complete polls in a row without a product, after which it counts as gone; at least 1
 */
public record PriceChangePolicy(
        Emit emit, BigDecimal threshold, BigDecimal hysteresis, Unit unit, int missesBeforeGone) {
    /** Which observations are told. A change of stock or currency is always a change. */
    public enum Emit {
        ALL,
        CHANGED,
        BEYOND
    }

    /** What threshold and hysteresis count. */
    public enum Unit {
        /** Hundredths of the price told last. */
        PERCENT,
        /** Units of the currency. */
        AMOUNT
    }

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public PriceChangePolicy {
        Objects.requireNonNull(emit, "emit");
        Objects.requireNonNull(unit, "unit");
        if (threshold.signum() < 0 || hysteresis.signum() < 0) {
            throw new IllegalArgumentException("Threshold and hysteresis must not be negative");
        }
        if (missesBeforeGone < 1) {
            throw new IllegalArgumentException("Misses before a product is gone must be at least 1");
        }
    }

    /** Everything is told. */
    public static PriceChangePolicy all(int missesBeforeGone) {
        return new PriceChangePolicy(Emit.ALL, BigDecimal.ZERO, BigDecimal.ZERO, Unit.AMOUNT, missesBeforeGone);
    }

    /** Every change is told, however small. */
    public static PriceChangePolicy changed(int missesBeforeGone) {
        return new PriceChangePolicy(Emit.CHANGED, BigDecimal.ZERO, BigDecimal.ZERO, Unit.AMOUNT, missesBeforeGone);
    }

    /**
     * Whether a move of the price is worth telling.
     *
     * @param direction of the last move told: -1, 0 if none, 1
     */
    boolean isWorthTelling(BigDecimal from, BigDecimal to, int direction) {
        BigDecimal move = to.subtract(from);
        if (emit != Emit.BEYOND) {
            return move.signum() != 0;
        }
        boolean turns = direction != 0 && move.signum() == -direction;
        BigDecimal least = turns ? threshold.add(hysteresis) : threshold;
        // Multiplied, not divided: exact, and a price of zero needs no case of its own.
        return unit == Unit.AMOUNT
                ? move.abs().compareTo(least) > 0
                : move.abs().multiply(HUNDRED).compareTo(least.multiply(from)) > 0;
    }
}
