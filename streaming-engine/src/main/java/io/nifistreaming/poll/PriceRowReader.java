package io.nifistreaming.poll;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Turns one row of a page, as a JSON tree with exact decimals, into an observation; paths are compiled once. */
public final class PriceRowReader {
    private static final int LONGEST_EVIDENCE = 2_000;
    private static final Set<String> IN_STOCK =
            Set.of("true", "yes", "y", "1", "instock", "available", "limitedavailability", "instoreonly", "onlineonly");
    private static final Set<String> NOT_IN_STOCK = Set.of(
            "false",
            "no",
            "n",
            "0",
            "outofstock",
            "soldout",
            "unavailable",
            "notavailable",
            "discontinued",
            "backorder",
            "preorder");

    /** What became of a row. */
    public sealed interface Row {
        /** Understood. */
        record Good(Observation observation) implements Row {}

        /**
         * Not understood.
         *
         * @param absent whether a required field is not there at all, rather than there and unreadable
         */
        record Bad(RejectedRow row, boolean absent) implements Row {}
    }

    private final PriceMapping mapping;
    private final PriceField sku;
    private final PriceField title;
    private final PriceField price;
    private final PriceField currency;
    private final PriceField inStock;
    private final PriceField url;
    private final Map<String, PriceField> extra = new LinkedHashMap<>();

    /** @throws IllegalArgumentException naming the field whose path is malformed */
    public PriceRowReader(PriceMapping mapping) {
        this.mapping = mapping;
        this.sku = PriceField.of("sku", mapping.sku());
        this.title = PriceField.of("title", mapping.title());
        this.price = PriceField.of("price", mapping.price());
        this.currency = PriceField.of("currency", mapping.currency());
        this.inStock = PriceField.of("in_stock", mapping.inStock());
        this.url = PriceField.of("url", mapping.url());
        mapping.extra().forEach((name, path) -> extra.put(name, PriceField.of(name, path)));
    }

    /** Reads all rows of a page. When not one of them has the mapped fields, the page is no longer what it was. */
    public Extraction readAll(PollTarget target, List<JsonNode> page, Instant receivedAt) {
        List<Observation> good = new ArrayList<>(page.size());
        List<RejectedRow> rejected = new ArrayList<>();
        int withoutField = 0;
        for (JsonNode row : page) {
            Row read = read(target, row, receivedAt);
            if (read instanceof Row.Bad bad) {
                rejected.add(bad.row());
                withoutField += bad.absent() ? 1 : 0;
            } else {
                good.add(((Row.Good) read).observation());
            }
        }
        if (!page.isEmpty() && withoutField == page.size()) {
            return new Extraction.Unexpected(
                    RejectKind.SCHEMA_GONE,
                    "None of the " + page.size() + " rows has what the mapping needs (the first: "
                            + rejected.get(0).message() + "): the site has changed, or the mapping does not fit it");
        }
        return new Extraction.Rows(good, rejected);
    }

    /** Reads one row. */
    public Row read(PollTarget target, JsonNode row, Instant receivedAt) {
        String key = null;
        try {
            key = key(row);
            PriceText.Price amount = amount(row);
            Map<String, Object> more = new LinkedHashMap<>();
            extra.forEach((name, field) -> more.put(name, PriceField.plain(field.in(row))));
            return new Row.Good(new Observation(
                    target.competitor(),
                    key,
                    title.text(row),
                    amount == null ? null : amount.amount(),
                    amount == null ? null : amount.currency(),
                    stock(row),
                    url.text(row),
                    receivedAt,
                    more));
        } catch (PriceField.BadField bad) {
            String evidence = row.toString();
            String cut = evidence.substring(0, Math.min(evidence.length(), LONGEST_EVIDENCE));
            return new Row.Bad(new RejectedRow(key, RejectKind.BAD_VALUE, bad.getMessage(), cut), bad.absent());
        }
    }

    private String key(JsonNode row) throws PriceField.BadField {
        String text = sku.text(row);
        if (text == null || text.isBlank()) {
            throw sku.absent();
        }
        return text.strip();
    }

    /** The price; null where the page says that there is none. */
    private PriceText.Price amount(JsonNode row) throws PriceField.BadField {
        JsonNode shown = price.in(row);
        if (shown.isMissingNode()) {
            throw price.absent();
        }
        if (shown.isNull()) {
            return null;
        }
        PriceFormat format = new PriceFormat(mapping.format().decimal(), currency(row));
        if (shown.isFloat()) {
            throw price.bad("is a 32-bit float, too large to hold hundredths: give the record reader a schema in which"
                    + " it is a string or a decimal");
        }
        if (shown.isNumber()) {
            if (shown.decimalValue().signum() < 0) {
                throw price.bad("is negative");
            }
            return new PriceText.Price(shown.decimalValue(), format.currency());
        }
        if (!shown.isTextual()) {
            throw price.bad("is neither a number nor text: map the value itself");
        }
        PriceText read = PriceText.parse(shown.textValue(), format);
        if (read instanceof PriceText.Refused refused) {
            throw price.bad("can't be read: " + refused.reason());
        }
        return (PriceText.Price) read;
    }

    private String currency(JsonNode row) throws PriceField.BadField {
        String shown = currency.text(row);
        String configured = mapping.format().currency();
        if (shown == null || shown.isBlank()) {
            return configured;
        }
        List<String> meanings = CurrencyMarks.meanings(shown.strip());
        if (meanings.isEmpty()) {
            meanings = CurrencyMarks.meanings(shown.strip().toUpperCase(Locale.ROOT));
        }
        if (configured != null && meanings.contains(configured)) {
            return configured;
        }
        if (meanings.isEmpty() || meanings.get(0).isEmpty()) {
            throw currency.bad("is no ISO 4217 code, nor a sign with one meaning: configure the target's currency");
        }
        return meanings.get(0);
    }

    /** Whether it is in stock; null if the page does not say. A count is in stock above zero. */
    private Boolean stock(JsonNode row) throws PriceField.BadField {
        JsonNode shown = inStock.in(row);
        if (shown.isMissingNode() || shown.isNull()) {
            return null;
        }
        if (shown.isNumber()) {
            return shown.decimalValue().signum() > 0;
        }
        String word = Objects.requireNonNull(inStock.text(row)).strip().toLowerCase(Locale.ROOT);
        if (!mapping.inStockWords().isEmpty()) {
            return mapping.inStockWords().contains(word);
        }
        // https://schema.org/InStock, in_stock, "In stock" are one word.
        String bare = word.substring(word.lastIndexOf('/') + 1).replaceAll("[^\\p{L}\\p{N}]", "");
        if (IN_STOCK.contains(bare)) {
            return true;
        }
        if (NOT_IN_STOCK.contains(bare)) {
            return false;
        }
        throw inStock.bad("is an unknown word: list the words that mean 'in stock' in the target's in_stock_words");
    }
}
