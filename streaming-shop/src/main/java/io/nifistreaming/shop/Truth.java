package io.nifistreaming.shop;

import java.util.ArrayList;
import java.util.List;

/** What was really on offer, and what of it was served: reading it changes nothing. */
public final class Truth {
    private final Market market;
    private final long seed;

    Truth(Market market, long seed) {
        this.market = market;
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    public long tick() {
        return market.tick();
    }

    public boolean frozen() {
        return market.frozen();
    }

    public List<Competitor> competitors() {
        return market.competitors();
    }

    public List<Product> products() {
        return market.products();
    }

    /**
     * The offer as it stands, be it listed or vanished.
     *
     * @throws UnknownName if there is no such competitor or product
     */
    public PriceVersion current(String competitor, String sku) {
        return market.current(competitor, sku);
    }

    /** All versions still remembered, oldest first; see {@link ShopOptions#history()}. */
    public List<PriceVersion> history(String competitor, String sku) {
        return market.history(competitor, sku);
    }

    /** The versions of all of the competitor's products, product by product. */
    public List<PriceVersion> history(String competitor) {
        List<PriceVersion> versions = new ArrayList<>();
        for (Product product : market.products()) {
            versions.addAll(market.history(competitor, product.sku()));
        }
        return versions;
    }
}
