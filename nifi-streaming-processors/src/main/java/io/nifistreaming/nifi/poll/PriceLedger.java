package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.Coverage;
import io.nifistreaming.poll.Observation;
import io.nifistreaming.poll.PollOutcome;
import io.nifistreaming.poll.PriceChange;
import io.nifistreaming.poll.PriceChangeFilter;
import io.nifistreaming.poll.PriceChangeState;
import io.nifistreaming.poll.PriceChangeVerdict;
import io.nifistreaming.poll.RejectKind;
import io.nifistreaming.poll.RejectedRow;
import io.nifistreaming.store.Batch;
import io.nifistreaming.store.Durability;
import io.nifistreaming.store.KeyedStore;
import io.nifistreaming.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps what was told of each product, and what is still to be handed over. One poll is one batch: the new last prices,
 * the next observation number and the outbox entries are all there after a crash, or none of them.
 *
 * <p>Knows nothing of NiFi. Used by one thread, except for {@link Outbox#delivered}.
 */
final class PriceLedger {
    private final KeyedStore store;
    private final PriceChangeFilter filter;
    private final Outbox outbox;

    PriceLedger(KeyedStore store, PriceChangeFilter filter, Outbox outbox) {
        this.store = store;
        this.filter = filter;
        this.outbox = outbox;
    }

    /**
     * What became of a poll.
     *
     * @param entries to be handed over now, and again after a crash, until they are {@link Outbox#delivered}
     * @param unchanged observations that were not worth telling
     */
    record Recorded(List<OutboxEntry> entries, List<Observation> unchanged) {}

    /**
     * Records what a poll saw.
     *
     * @param source whose numbers count: the target's name as configured
     */
    Recorded observed(String source, PollOutcome.Observed poll) {
        Round round = new Round(source, poll);
        for (Observation row : poll.rows()) {
            round.seen(row);
        }
        for (RejectedRow row : poll.rejected()) {
            round.unreadable(row);
        }
        poll.unchanged().forEach(round::stillThere);
        if (poll.coverage() == Coverage.COMPLETE && !poll.target().once() && !round.blind) {
            round.missing();
        }
        List<OutboxEntry> entries = outbox.prices(round.batch, source, poll, round.changes);
        entries.addAll(outbox.rejectedRows(round.batch, source, poll, round.rejected));
        entries.addAll(outbox.rejectedPages(round.batch, source, poll, poll.troubles()));
        write(round.batch, entries);
        return new Recorded(entries, round.unchanged);
    }

    /** Records that everything is as at the last poll: what was missing then is missing still. */
    Recorded nothing(String source, PollOutcome.Nothing poll) {
        Round round = new Round(source, poll);
        if (!poll.target().once()) {
            round.known.forEach((sku, state) -> {
                if (state.misses() > 0) {
                    round.missed(sku, state);
                }
            });
        }
        List<OutboxEntry> entries = outbox.prices(round.batch, source, poll, round.changes);
        write(round.batch, entries);
        return new Recorded(entries, List.of());
    }

    /** Records pages that are not what was expected; no product changes by them. */
    Recorded rejected(String source, PollOutcome.Reject poll) {
        Batch batch = new Batch();
        List<OutboxEntry> entries = outbox.rejectedPages(batch, source, poll, poll.pages());
        write(batch, entries);
        return new Recorded(entries, List.of());
    }

    /** Records that a target's polls began to fail. */
    Recorded failed(String source, PollOutcome.Failed poll) {
        Batch batch = new Batch();
        List<OutboxEntry> entries = outbox.failure(batch, source, poll);
        write(batch, entries);
        return new Recorded(entries, List.of());
    }

    private void write(Batch batch, List<OutboxEntry> entries) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.write(batch, entries.isEmpty() ? Durability.PROCESS : Durability.POWER);
        } catch (StoreException failure) {
            outbox.undelivered(entries);
            throw failure;
        }
    }

    private Map<String, PriceChangeState> known(String source) {
        Map<String, PriceChangeState> known = new HashMap<>();
        store.scan(LedgerCodec.products(source), (key, value) -> {
            known.put(LedgerCodec.sku(key, source), LedgerCodec.state(value));
            return true;
        });
        return known;
    }

    /** One poll of one source against what is known. */
    private final class Round {
        private final String source;
        private final PollOutcome poll;
        private final Map<String, PriceChangeState> known;
        private final Map<String, Observation> seen = new HashMap<>();
        private final Set<String> present = new HashSet<>();
        private final Batch batch = new Batch();
        private final List<PriceChange> changes = new ArrayList<>();
        private final List<Observation> unchanged = new ArrayList<>();
        private final List<RejectedRow> rejected = new ArrayList<>();
        private boolean blind;

        Round(String source, PollOutcome poll) {
            this.source = source;
            this.poll = poll;
            this.known = known(source);
        }

        void seen(Observation row) {
            Observation before = seen.putIfAbsent(row.sku(), row);
            present.add(row.sku());
            if (before == null) {
                PriceChangeVerdict verdict = filter.seen(known.get(row.sku()), row);
                if (!remember(row.sku(), verdict)) {
                    unchanged.add(row);
                }
            } else if (!samePrice(before, row)) {
                rejected.add(new RejectedRow(
                        row.sku(),
                        RejectKind.BAD_VALUE,
                        "The product is in the answer twice, with different prices: the first one counts. Map a 'sku'"
                                + " that tells its variants apart",
                        ""));
            }
        }

        void unreadable(RejectedRow row) {
            rejected.add(row);
            if (row.sku() == null) {
                blind = true;
            } else if (!seen.containsKey(row.sku())) {
                stillThere(row.sku());
            }
        }

        void stillThere(String sku) {
            present.add(sku);
            PriceChangeState last = known.get(sku);
            if (last != null) {
                remember(sku, filter.unreadable(last));
            }
        }

        void missing() {
            Set<String> asked = new HashSet<>(poll.target().skus());
            known.forEach((sku, state) -> {
                if (present.contains(sku)) {
                    return;
                }
                if (asked.isEmpty() || asked.contains(sku)) {
                    missed(sku, state);
                } else {
                    // Nobody asks for it any more, so nobody can say that it is gone.
                    batch.delete(LedgerCodec.product(source, sku));
                }
            });
        }

        void missed(String sku, PriceChangeState state) {
            Instant at = poll.facts().startedAt().plus(poll.facts().took());
            String competitor = poll.target().competitor();
            remember(sku, filter.missed(state, competitor, sku, at, poll.facts().url()));
        }

        /** @return whether there is something to tell */
        private boolean remember(String sku, PriceChangeVerdict verdict) {
            remember(sku, verdict.next());
            if (verdict instanceof PriceChangeVerdict.Tell tell) {
                changes.add(tell.change());
                return true;
            }
            return false;
        }

        private void remember(String sku, PriceChangeState next) {
            if (!next.equals(known.get(sku))) {
                batch.put(LedgerCodec.product(source, sku), LedgerCodec.state(next));
            }
        }
    }

    private static boolean samePrice(Observation one, Observation other) {
        return Objects.equals(one.currency(), other.currency())
                && (one.price() == null
                        ? other.price() == null
                        : other.price() != null && one.price().compareTo(other.price()) == 0);
    }
}
