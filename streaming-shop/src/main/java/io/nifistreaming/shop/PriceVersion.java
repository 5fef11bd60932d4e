package io.nifistreaming.shop;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One unchanged stretch of a competitor's offer for a product: the truth that tests compare with.
 *
 * @param version counts the stretches of this product at this competitor, from 0
 * @param tick the market's tick at which it began
 * @param since when it began
 * @param until when the next one began; null for the current one
 * @param price with the currency's decimals
 * @param present false while the competitor does not list the product: price and stock are then nobody's business
 * @param served complete 200 answers that held it; a 304 does not count, nor does an answer that broke off
 * @param firstServed null if never served
 * @param lastServed null if never served
 */
public record PriceVersion(
        String competitor,
        String sku,
        long version,
        long tick,
        Instant since,
        Instant until,
        BigDecimal price,
        String currency,
        boolean inStock,
        boolean present,
        long served,
        Instant firstServed,
        Instant lastServed) {}
