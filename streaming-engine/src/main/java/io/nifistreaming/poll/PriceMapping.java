package io.nifistreaming.poll;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the fields are in a page. All but {@code items} are JSON paths within one row, such as {@code $.price.amount};
 * null where the page has no such field.
 *
 * @param items the rows within the page: a list, or one object; {@code $} for the page itself
 * @param sku required
 * @param price required
 * @param extra further fields of the record, in their order
 * @param format what is known of the prices
 * @param inStockWords words that mean "in stock", in lower case; any other word then means that it is not. With an
 *     empty set the usual words are known, and others refused
 */
public record PriceMapping(
        String items,
        String sku,
        String title,
        String price,
        String currency,
        String inStock,
        String url,
        Map<String, String> extra,
        PriceFormat format,
        Set<String> inStockWords) {
    public PriceMapping {
        required(items, "items");
        required(sku, "sku");
        required(price, "price");
        Objects.requireNonNull(format, "format");
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        Set<String> words = new TreeSet<>();
        for (String word : inStockWords) {
            words.add(word.strip().toLowerCase(Locale.ROOT));
        }
        inStockWords = Collections.unmodifiableSet(words);
    }

    private static void required(String path, String field) {
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("The mapping needs a JSON path for '" + field + "'");
        }
    }
}
