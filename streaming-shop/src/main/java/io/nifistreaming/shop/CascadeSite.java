package io.nifistreaming.shop;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Pages by an opaque cursor, prices as {@code $1,299.00}, stock as a number; validates by Last-Modified alone. */
final class CascadeSite extends JsonSite {
    CascadeSite() {
        super(
                Competitor.of("cascade", "USD", "1.09", Temper.CALM),
                new Paging.Cursor(200),
                new Traits(false, true, false, false));
    }

    @Override
    void page(Page page, Links links, JsonGenerator json) throws IOException {
        DecimalFormat american = new DecimalFormat("$#,##0.00", new DecimalFormatSymbols(Locale.US));
        json.writeStartObject();
        json.writeArrayFieldStart("results");
        for (Listed offer : page.items()) {
            json.writeStartObject();
            json.writeStringField("sku", offer.sku());
            json.writeStringField("title", offer.product().title());
            json.writeStringField("price", american.format(offer.price()));
            json.writeStringField("currency", offer.currency());
            json.writeNumberField(
                    "stock", offer.offer().inStock() ? 1 + offer.product().index() % 40 : 0);
            json.writeStringField("href", links.product(offer));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("next_cursor", page.next());
        json.writeEndObject();
    }
}
