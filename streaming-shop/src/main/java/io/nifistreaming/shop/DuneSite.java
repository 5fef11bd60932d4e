package io.nifistreaming.shop;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Pages by number and prices as an object; answers ten requests a second, and 429 to the rest. */
final class DuneSite extends JsonSite {
    DuneSite() {
        super(
                Competitor.of("dune", "GBP", "0.86", new Temper(0, 0, 0, 0, 10, false)),
                new Paging.Numbered(100),
                new Traits(false, false, false, false));
    }

    @Override
    void page(Page page, Links links, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("page", page.position());
        json.writeNumberField("pages", page.pages());
        json.writeNumberField("total", page.total());
        json.writeArrayFieldStart("products");
        for (Listed offer : page.items()) {
            json.writeStartObject();
            json.writeStringField("sku", offer.sku());
            json.writeStringField("title", offer.product().title());
            json.writeObjectFieldStart("price");
            json.writeNumberField("amount", offer.price());
            json.writeStringField("currency", offer.currency());
            json.writeEndObject();
            json.writeBooleanField("available", offer.offer().inStock());
            json.writeStringField("url", links.product(offer));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
