package io.nifistreaming.poll;

import io.nifistreaming.poll.PriceChange.Kind;
import io.nifistreaming.poll.PriceChangeVerdict.Quiet;
import io.nifistreaming.poll.PriceChangeVerdict.Tell;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Decides what is worth telling, always against what was <em>told</em> last: small moves add up until they pass the
 * threshold, and A→B→A is two changes. Pure: state in, state out.
 */
public final class PriceChangeFilter {
    private final PriceChangePolicy policy;

    public PriceChangeFilter(PriceChangePolicy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
    }

    /**
     * Judges a product that the answer showed.
     *
     * @param last what was told of it; null if nothing
     */
    public PriceChangeVerdict seen(PriceChangeState last, Observation now) {
        if (last == null) {
            return tell(now, Kind.FIRST, null, 0);
        }
        if (last.gone()) {
            return tell(now, Kind.BACK, last.price(), 0);
        }
        Kind kind = kindOf(last, now);
        boolean told = kind != Kind.SAME || policy.emit() == PriceChangePolicy.Emit.ALL;
        if (!told) {
            return new Quiet(last.withMisses(0).withStock(now.inStock()));
        }
        int direction = kind == Kind.UP ? 1 : kind == Kind.DOWN ? -1 : kind == Kind.CURRENCY ? 0 : last.direction();
        return tell(now, kind, last.price(), direction);
    }

    /** Remembers that a product was shown, although its row could not be understood. */
    public PriceChangeState unreadable(PriceChangeState last) {
        return last.withMisses(0);
    }

    /**
     * Judges a product that a complete answer did not show.
     *
     * @param url what was asked, without secrets, for a product whose own page is unknown
     */
    public PriceChangeVerdict missed(PriceChangeState last, String competitor, String sku, Instant at, String url) {
        if (last.gone()) {
            return new Quiet(last);
        }
        if (last.misses() + 1 < policy.missesBeforeGone()) {
            return new Quiet(last.withMisses(last.misses() + 1));
        }
        String page = last.url() == null ? url : last.url();
        Observation gone =
                new Observation(competitor, sku, last.title(), null, null, Boolean.FALSE, page, at, Map.of());
        return new Tell(new PriceChange(gone, Kind.GONE, last.price()), last.asGone());
    }

    private Kind kindOf(PriceChangeState last, Observation now) {
        BigDecimal before = last.price();
        BigDecimal price = now.price();
        if ((before == null) != (price == null)) {
            return Kind.CHANGED;
        }
        if (price != null) {
            if (!Objects.equals(last.currency(), now.currency())) {
                return Kind.CURRENCY;
            }
            if (policy.isWorthTelling(before, price, last.direction())) {
                return price.compareTo(before) > 0 ? Kind.UP : Kind.DOWN;
            }
        }
        boolean stockKnown = last.inStock() != null && now.inStock() != null;
        return stockKnown && !last.inStock().equals(now.inStock()) ? Kind.STOCK : Kind.SAME;
    }

    private static PriceChangeVerdict tell(Observation now, Kind kind, BigDecimal previous, int direction) {
        return new Tell(new PriceChange(now, kind, previous), PriceChangeState.told(now, direction));
    }
}
