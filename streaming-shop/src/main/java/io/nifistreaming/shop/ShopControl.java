package io.nifistreaming.shop;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The strings behind the stage: what a test uses to make something happen now.
 *
 * <p>All methods throw {@link UnknownName} for a competitor or product that does not exist.
 */
public final class ShopControl {
    private final Market market;
    private final Map<String, Counter> counters;
    private final RequestLog log;
    private volatile boolean mishaps;

    ShopControl(Market market, Map<String, Counter> counters, RequestLog log, boolean mishaps) {
        this.market = market;
        this.counters = counters;
        this.log = log;
        this.mishaps = mishaps;
    }

    /** Sets the price, and keeps the market from moving the product until {@link #unpin}. */
    public void price(String competitor, String sku, BigDecimal price) {
        long minor = market.competitor(competitor).minor(price);
        if (minor <= 0) {
            throw new UnknownName("A price must be above zero, but is " + price.toPlainString());
        }
        market.put(competitor, sku, offer -> offer.withMinor(minor));
    }

    public void stock(String competitor, String sku, boolean inStock) {
        market.put(competitor, sku, offer -> offer.withInStock(inStock));
    }

    /** The competitor lists the product no longer: its listing leaves it out, its page answers 404. */
    public void vanish(String competitor, String sku) {
        market.put(competitor, sku, offer -> offer.withPresent(false));
    }

    public void restore(String competitor, String sku) {
        market.put(competitor, sku, offer -> offer.withPresent(true));
    }

    /** Lets the market move the product again. */
    public void unpin(String competitor, String sku) {
        market.unpin(competitor, sku);
    }

    /** While frozen, no tick moves anything. */
    public void freeze(boolean frozen) {
        market.freeze(frozen);
    }

    /** Makes the site fail; replaces what it was told before. */
    public void fail(String competitor, Failure failure) {
        counter(competitor).mishaps().force(failure);
    }

    /** Ends a failure that was asked for. The site's own mishaps stay as they are. */
    public void heal(String competitor) {
        counter(competitor).mishaps().heal();
    }

    /** Whether the sites misbehave by themselves. */
    public void mishaps(boolean enabled) {
        this.mishaps = enabled;
    }

    boolean moody() {
        return mishaps;
    }

    /** Thaws, unpins and heals everything, and clears counters and request log. Prices stay where they are. */
    public void reset() {
        market.freeze(false);
        market.unpinAll();
        counters.values().forEach(counter -> {
            counter.mishaps().heal();
            counter.tally().reset();
        });
        log.clear();
    }

    private Counter counter(String competitor) {
        return counters.get(market.competitor(competitor).name());
    }
}
