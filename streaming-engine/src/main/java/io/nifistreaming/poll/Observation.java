package io.nifistreaming.poll;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One product as one answer showed it.
 *
 * @param competitor whose shop it is; never empty
 * @param sku the product's key within the competitor; never empty
 * @param title null if not mapped or absent
 * @param price exact decimal in units of the currency; null only where the page says that there is none
 * @param currency ISO 4217 code; null if neither mapped nor configured
 * @param inStock null if not mapped or absent
 * @param url the product's own page, or the URL asked, without secrets; null if unknown
 * @param observedAt when the answer was received
 * @param extra further mapped fields in their configured order; values are JSON-like (text, BigDecimal, Boolean, null)
 */
public record Observation(
        String competitor,
        String sku,
        String title,
        BigDecimal price,
        String currency,
        Boolean inStock,
        String url,
        Instant observedAt,
        Map<String, Object> extra) {
    public Observation {
        if (competitor == null || competitor.isEmpty()) {
            throw new IllegalArgumentException("An observation needs a competitor");
        }
        if (sku == null || sku.isEmpty()) {
            throw new IllegalArgumentException("An observation of " + competitor + " needs a sku");
        }
        Objects.requireNonNull(observedAt, "observedAt");
        // Not Map.copyOf: it refuses null values, loses the order.
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }
}
