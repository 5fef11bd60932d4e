package io.nifistreaming.shop;

import java.math.BigDecimal;
import java.time.Instant;

/** An offer as it stands in an answer: which product, which version of its price, and since when. */
record Listed(Competitor competitor, Product product, Offer offer, long version, Instant since) {

    BigDecimal price() {
        return competitor.price(offer.minor());
    }

    String sku() {
        return product.sku();
    }

    String currency() {
        return competitor.currency().getCurrencyCode();
    }
}
