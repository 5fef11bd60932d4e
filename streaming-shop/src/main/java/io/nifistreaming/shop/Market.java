package io.nifistreaming.shop;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All offers of all competitors, and their history. One lock: an answer sees the market between two ticks, never in
 * the middle of one.
 */
final class Market {
    private final Catalogue catalogue;
    private final PriceWalk walk;
    private final Clock clock;
    private final Map<String, Stall> stalls = new LinkedHashMap<>();
    private long tick;
    private boolean frozen;
    private Instant latest = Instant.EPOCH;

    Market(Catalogue catalogue, List<Competitor> competitors, PriceWalk walk, int history, Clock clock) {
        this.catalogue = catalogue;
        this.walk = walk;
        this.clock = clock;
        Instant now = now();
        for (Competitor competitor : competitors) {
            List<Shelf> shelves = new ArrayList<>();
            for (Product product : catalogue.products()) {
                shelves.add(new Shelf(competitor, product, history, walk.start(competitor, product), now));
            }
            stalls.put(competitor.name(), new Stall(competitor, shelves, now));
        }
    }

    /** Moves all offers that are not pinned, that many times; nothing while frozen. Returns the tick reached. */
    synchronized long advance(int ticks) {
        for (int step = 0; step < ticks && !frozen; step++) {
            tick++;
            Instant now = now();
            for (Stall stall : stalls.values()) {
                for (Shelf shelf : stall.shelves) {
                    if (!shelf.pinned()) {
                        Offer next = walk.step(stall.competitor, shelf.product(), tick, shelf.offer());
                        stall.changed(shelf.change(next, tick, now), now);
                    }
                }
            }
        }
        return tick;
    }

    synchronized long tick() {
        return tick;
    }

    synchronized boolean frozen() {
        return frozen;
    }

    synchronized void freeze(boolean freeze) {
        this.frozen = freeze;
    }

    /** Puts up another offer and pins it, so that the walk leaves it alone. */
    synchronized void put(String competitor, String sku, UnaryOperator<Offer> change) {
        Stall stall = stall(competitor);
        Shelf shelf = stall.shelf(sku);
        Instant now = now();
        stall.changed(shelf.change(change.apply(shelf.offer()), tick, now), now);
        shelf.pin(true);
    }

    synchronized void unpin(String competitor, String sku) {
        stall(competitor).shelf(sku).pin(false);
    }

    synchronized void unpinAll() {
        stalls.values().forEach(stall -> stall.shelves.forEach(shelf -> shelf.pin(false)));
    }

    /** What the competitor lists right now, in the order of the SKUs. */
    synchronized List<Listed> listing(String competitor) {
        List<Listed> listed = new ArrayList<>();
        for (Shelf shelf : stall(competitor).shelves) {
            if (shelf.offer().present()) {
                listed.add(shelf.listed());
            }
        }
        return listed;
    }

    /** One product as the competitor lists it right now; empty if it doesn't. */
    synchronized Optional<Listed> listed(String competitor, String sku) {
        return catalogue
                .find(sku)
                .map(product -> stall(competitor).shelf(product.sku()))
                .filter(shelf -> shelf.offer().present())
                .map(Shelf::listed);
    }

    /** When anything of the competitor changed for the last time: a product that left is a change too. */
    synchronized Instant lastChange(String competitor) {
        return stall(competitor).lastChange;
    }

    /** Records that a complete answer with these offers goes out now. */
    synchronized void served(List<Listed> offers) {
        Instant now = now();
        for (Listed offer : offers) {
            stall(offer.competitor().name()).shelf(offer.sku()).served(offer.version(), now);
        }
    }

    synchronized PriceVersion current(String competitor, String sku) {
        return stall(competitor).shelf(sku).current();
    }

    synchronized List<PriceVersion> history(String competitor, String sku) {
        return stall(competitor).shelf(sku).history();
    }

    List<Product> products() {
        return catalogue.products();
    }

    List<Competitor> competitors() {
        return stalls.values().stream().map(stall -> stall.competitor).toList();
    }

    Competitor competitor(String name) {
        return stall(name).competitor;
    }

    /** Never earlier than what was said before, whatever the clock does: history must not run backwards. */
    private Instant now() {
        Instant now = clock.instant();
        latest = now.isAfter(latest) ? now : latest;
        return latest;
    }

    private Stall stall(String competitor) {
        Stall stall = stalls.get(competitor);
        if (stall == null) {
            throw new UnknownName("There is no competitor '" + competitor + "'; there are " + stalls.keySet());
        }
        return stall;
    }

    /** One competitor's shelves. */
    private final class Stall {
        private final Competitor competitor;
        private final List<Shelf> shelves;
        private Instant lastChange;

        private Stall(Competitor competitor, List<Shelf> shelves, Instant lastChange) {
            this.competitor = competitor;
            this.shelves = List.copyOf(shelves);
            this.lastChange = lastChange;
        }

        private Shelf shelf(String sku) {
            return catalogue
                    .find(sku)
                    .map(product -> shelves.get(product.index()))
                    .orElseThrow(() -> new UnknownName("There is no product '" + sku + "'"));
        }

        private void changed(boolean really, Instant now) {
            if (really) {
                lastChange = now;
            }
        }
    }
}
