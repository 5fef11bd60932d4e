package io.nifistreaming.shop;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The well-behaved one: plain JSON with number prices, the whole listing at once; single products with a long text. */
final class AlphaSite extends JsonSite {
    private static final String DESCRIPTION = ("Made to last and easy to repair. Ships within two working days. "
                    + "Returns are free for thirty days, and spare parts are kept in stock for ten years. ")
            .repeat(11);

    AlphaSite() {
        super(Competitor.of("alpha", "EUR", "1", Temper.CALM), new Paging.Whole(), new Traits(true, true, true, false));
    }

    @Override
    void page(Page page, Links links, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("products");
        for (Listed offer : page.items()) {
            json.writeStartObject();
            fields(offer, links, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    void single(Listed offer, Links links, JsonGenerator json) throws IOException {
        json.writeStartObject();
        fields(offer, links, json);
        json.writeStringField("description", DESCRIPTION);
        json.writeEndObject();
    }

    private static void fields(Listed offer, Links links, JsonGenerator json) throws IOException {
        json.writeStringField("sku", offer.sku());
        json.writeStringField("title", offer.product().title());
        json.writeNumberField("price", offer.price());
        json.writeStringField("currency", offer.currency());
        json.writeBooleanField("in_stock", offer.offer().inStock());
        json.writeStringField("url", links.product(offer));
        json.writeStringField("category", offer.product().category());
    }
}
