package io.nifistreaming.shop;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Pages by offset, from a machine that fails, hangs up and dawdles. */
final class EmberSite extends JsonSite {
    EmberSite() {
        super(
                Competitor.of("ember", "USD", "1.07", new Temper(3, 2, 5, 0, 0, false)),
                new Paging.Offset(100),
                new Traits(false, false, false, false));
    }

    @Override
    void page(Page page, Links links, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("total", page.total());
        json.writeNumberField("offset", page.position());
        json.writeNumberField("limit", page.size());
        json.writeArrayFieldStart("items");
        for (Listed offer : page.items()) {
            json.writeStartObject();
            json.writeStringField("sku", offer.sku());
            json.writeStringField("title", offer.product().title());
            json.writeNumberField("price", offer.price());
            json.writeStringField("currency", offer.currency());
            json.writeBooleanField("in_stock", offer.offer().inStock());
            json.writeStringField("url", links.product(offer));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
