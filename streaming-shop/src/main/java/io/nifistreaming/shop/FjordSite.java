package io.nifistreaming.shop;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Swedish prices with a no-break space in them ({@code 1 299,00 kr}), captchas, and products that come and go. */
final class FjordSite extends JsonSite {
    FjordSite() {
        super(
                Competitor.of("fjord", "SEK", "11.31", new Temper(0, 0, 0, 2, 0, true)),
                new Paging.Numbered(250),
                new Traits(true, false, false, false));
    }

    @Override
    void page(Page page, Links links, JsonGenerator json) throws IOException {
        DecimalFormat swedish = swedish();
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (Listed offer : page.items()) {
            json.writeStartObject();
            json.writeStringField("sku", offer.sku());
            json.writeStringField("title", offer.product().title());
            json.writeStringField("price", swedish.format(offer.price()));
            json.writeStringField("currency", offer.currency());
            json.writeBooleanField("in_stock", offer.offer().inStock());
            json.writeStringField("url", links.product(offer));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Spelled out: what a locale puts between thousands differs between JDKs. */
    private static DecimalFormat swedish() {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setGroupingSeparator('\u00A0');
        symbols.setDecimalSeparator(',');
        return new DecimalFormat("#,##0.00 kr", symbols);
    }
}
