package io.nifistreaming.poll;

import java.math.BigDecimal;

/**
 * What was told last of one product, and how often it has been missing since.
 *
 * @param title null if unknown
 * @param url null if unknown
 * @param price told last; null if it had none
 * @param currency of that price; null if unknown
 * @param inStock null if unknown
 * @param direction of the last move of the price that was told: -1, 0 if none, 1
 * @param misses complete polls in a row without it
 * @param gone whether it was told to be gone
 */
public record PriceChangeState(
        String title,
        String url,
        BigDecimal price,
        String currency,
        Boolean inStock,
        int direction,
        int misses,
        boolean gone) {

    static PriceChangeState told(Observation observation, int direction) {
        return new PriceChangeState(
                observation.title(),
                observation.url(),
                observation.price(),
                observation.currency(),
                observation.inStock(),
                direction,
                0,
                false);
    }

    PriceChangeState withMisses(int count) {
        return count == misses
                ? this
                : new PriceChangeState(title, url, price, currency, inStock, direction, count, gone);
    }

    PriceChangeState asGone() {
        return new PriceChangeState(title, url, price, currency, inStock, 0, 0, true);
    }

    PriceChangeState withStock(Boolean known) {
        return known == null || known.equals(inStock)
                ? this
                : new PriceChangeState(title, url, price, currency, known, direction, misses, gone);
    }
}
