package io.nifistreaming.shop;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Nested JSON with prices as people write them in Germany ({@code 1.299,00 €}); the next page is in a Link header. */
final class BorealisSite extends JsonSite {
    BorealisSite() {
        super(
                Competitor.of("borealis", "EUR", "1.02", new Temper(0, 0, 5, 0, 0, false)),
                new Paging.Numbered(100),
                new Traits(true, false, true, true));
    }

    @Override
    void page(Page page, Links links, JsonGenerator json) throws IOException {
        DecimalFormat german = new DecimalFormat("#,##0.00 €", new DecimalFormatSymbols(Locale.GERMANY));
        json.writeStartObject();
        json.writeObjectFieldStart("data");
        json.writeArrayFieldStart("items");
        for (Listed offer : page.items()) {
            item(offer, links, german, json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeObjectFieldStart("meta");
        json.writeNumberField("total", page.total());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void item(Listed offer, Links links, DecimalFormat german, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", offer.sku());
        json.writeStringField("name", offer.product().title());
        json.writeObjectFieldStart("offer");
        json.writeObjectFieldStart("price");
        json.writeStringField("display", german.format(offer.price()));
        json.writeStringField("currency", offer.currency());
        json.writeEndObject();
        json.writeStringField("availability", offer.offer().inStock() ? "in_stock" : "out_of_stock");
        json.writeEndObject();
        json.writeObjectFieldStart("links");
        json.writeStringField("self", links.product(offer));
        json.writeEndObject();
        json.writeEndObject();
    }
}
