package io.nifistreaming.shop;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** One product at one competitor: the current offer and the versions before it. Guarded by the market's lock. */
final class Shelf {
    private final Competitor competitor;
    private final Product product;
    private final int limit;
    private final Deque<Stretch> stretches = new ArrayDeque<>();
    private boolean pinned;

    Shelf(Competitor competitor, Product product, int limit, Offer first, Instant now) {
        this.competitor = competitor;
        this.product = product;
        this.limit = limit;
        stretches.add(new Stretch(0, 0, now, first));
    }

    Product product() {
        return product;
    }

    Offer offer() {
        return stretches.getLast().offer;
    }

    /** A pinned offer is left alone by the market's walk. */
    boolean pinned() {
        return pinned;
    }

    void pin(boolean pin) {
        this.pinned = pin;
    }

    /** Puts up another offer. Returns whether it differs from the current one. */
    boolean change(Offer next, long tick, Instant now) {
        Stretch current = stretches.getLast();
        if (next.equals(current.offer)) {
            return false;
        }
        current.until = now;
        stretches.add(new Stretch(current.version + 1, tick, now, next));
        if (stretches.size() > limit) {
            stretches.removeFirst();
        }
        return true;
    }

    Listed listed() {
        Stretch current = stretches.getLast();
        return new Listed(competitor, product, current.offer, current.version, current.since);
    }

    /** Records that an answer with that version went out; nothing if the version is forgotten already. */
    void served(long version, Instant now) {
        Iterator<Stretch> newestFirst = stretches.descendingIterator();
        while (newestFirst.hasNext()) {
            Stretch stretch = newestFirst.next();
            if (stretch.version == version) {
                stretch.served++;
                stretch.firstServed = stretch.firstServed == null ? now : stretch.firstServed;
                stretch.lastServed = now;
                return;
            }
        }
    }

    /** Oldest first. */
    List<PriceVersion> history() {
        List<PriceVersion> versions = new ArrayList<>(stretches.size());
        for (Stretch stretch : stretches) {
            versions.add(version(stretch));
        }
        return versions;
    }

    PriceVersion current() {
        return version(stretches.getLast());
    }

    private PriceVersion version(Stretch stretch) {
        return new PriceVersion(
                competitor.name(),
                product.sku(),
                stretch.version,
                stretch.tick,
                stretch.since,
                stretch.until,
                competitor.price(stretch.offer.minor()),
                competitor.currency().getCurrencyCode(),
                stretch.offer.inStock(),
                stretch.offer.present(),
                stretch.served,
                stretch.firstServed,
                stretch.lastServed);
    }

    /** Mutable, because a served listing touches two thousand of them. */
    private static final class Stretch {
        private final long version;
        private final long tick;
        private final Instant since;
        private final Offer offer;
        private Instant until;
        private long served;
        private Instant firstServed;
        private Instant lastServed;

        private Stretch(long version, long tick, Instant since, Offer offer) {
            this.version = version;
            this.tick = tick;
            this.since = since;
            this.offer = offer;
        }
    }
}
