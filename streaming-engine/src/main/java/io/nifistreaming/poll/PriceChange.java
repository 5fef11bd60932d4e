package io.nifistreaming.poll;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;

/**
 * An observation worth telling.
 *
 * @param observation what is so now; of a product that is gone: without price and currency, not in stock
 * @param kind how it differs from what was told last
 * @param previousPrice the price told last; null if there was none
 */
public record PriceChange(Observation observation, Kind kind, BigDecimal previousPrice) {
    /** How an observation differs from what was told last of the product. */
    public enum Kind {
        /** Never told before. */
        FIRST,
        UP,
        DOWN,
        /** Nothing differs, and everything is told. */
        SAME,
        /** Only its being in stock differs. */
        STOCK,
        /** Missing so often that it counts as gone. */
        GONE,
        /** Was gone. */
        BACK,
        /** A price appeared where there was none, or the other way. */
        CHANGED,
        /** In another currency, so that the amounts can't be compared. */
        CURRENCY;

        /** The word in records, such as {@code up}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PriceChange {
        Objects.requireNonNull(observation, "observation");
        Objects.requireNonNull(kind, "kind");
    }
}
