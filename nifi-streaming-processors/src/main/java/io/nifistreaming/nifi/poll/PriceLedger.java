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
 * Keeps what was told of each product, and what is still to be handed over. A poll's new last prices, its next
 * observation number and its outbox entries are all there after a crash, or none of them.
 *
 * <p>Polls are gathered until {@link #commit}, since making one safe against a loss of power costs as much as making
 * hundreds safe. Nothing of what was gathered may be handed over, or confirmed to the poller, before that.
 *
 * <p>Knows nothing of NiFi. Used by one thread, except for {@link Outbox#delivered}.
 */
final class PriceLedger {
    private final KeyedStore store;
    private final PriceChangeFilter filter;
    private final Outbox outbox;
    private final Set<String> gatheredSources = new HashSet<>();
    private final List<OutboxEntry> gatheredEntries = new ArrayList<>();
    private Batch gathered = new Batch();

    PriceLedger(KeyedStore store, PriceChangeFilter filter, Outbox outbox) {
        this.store = store;
        this.filter = filter;
        this.outbox = outbox;
    }

    /**
     * What became of a poll.
     *
     * @param entries to be handed over once committed, and again after a crash, until they are
     *     {@link Outbox#delivered}
     * @param unchanged observations that were not worth telling
     */
    record Recorded(List<OutboxEntry> entries, List<Observation> unchanged) {}

    /**
     * Records what a poll saw.
     *
     * @param source whose numbers count: the target's name as configured
     */
    Recorded observed(String source, PollOutcome.Observed poll) {
        gather(source);
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
        List<OutboxEntry> entries = outbox.prices(gathered, source, poll, round.changes);
        entries.addAll(outbox.rejectedRows(gathered, source, poll, round.rejected));
        entries.addAll(outbox.rejectedPages(gathered, source, poll, poll.troubles()));
        gatheredEntries.addAll(entries);
        return new Recorded(entries, round.unchanged);
    }

    /** Records that everything is as at the last poll: what was missing then is missing still. */
    Recorded nothing(String source, PollOutcome.Nothing poll) {
        gather(source);
        Round round = new Round(source, poll);
        if (!poll.target().once()) {
            round.known.forEach((sku, state) -> {
                if (state.misses() > 0) {
                    round.missed(sku, state);
                }
            });
        }
        List<OutboxEntry> entries = outbox.prices(gathered, source, poll, round.changes);
        gatheredEntries.addAll(entries);
        return new Recorded(entries, List.of());
    }

    /** Records pages that are not what was expected; no product changes by them. */
    Recorded rejected(String source, PollOutcome.Reject poll) {
        gather(source);
        List<OutboxEntry> entries = outbox.rejectedPages(gathered, source, poll, poll.pages());
        gatheredEntries.addAll(entries);
        return new Recorded(entries, List.of());
    }

    /** Records that a target's polls began to fail. */
    Recorded failed(String source, PollOutcome.Failed poll) {
        gather(source);
        List<OutboxEntry> entries = outbox.failure(gathered, source, poll);
        gatheredEntries.addAll(entries);
        return new Recorded(entries, List.of());
    }

    /** A second poll of a source reads what the first one wrote. */
    private void gather(String source) {
        if (!gatheredSources.add(source)) {
            commit();
            gatheredSources.add(source);
        }
    }

    /**
     * Makes all that was gathered safe.
     *
     * @throws StoreException if that failed: none of it is there, and its entries are not under way any more
     */
    void commit() {
        Batch batch = gathered;
        List<OutboxEntry> entries = List.copyOf(gatheredEntries);
        forget();
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

    /** Drops what was gathered and not committed, as if those polls had not been. */
    void forget() {
        gathered = new Batch();
        gatheredEntries.clear();
        gatheredSources.clear();
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
                    gathered.delete(LedgerCodec.product(source, sku));
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
                gathered.put(LedgerCodec.product(source, sku), LedgerCodec.state(next));
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
