package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.PollEnvironment;
import io.nifistreaming.poll.PollOutcome;
import io.nifistreaming.poll.PollPlan;
import io.nifistreaming.poll.PricePoller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Polls from one reading of NiFi's state to the next: what was seen goes to the ledger first, then on. */
final class PollRun {
    private final PriceLedger ledger;
    private final Outbox outbox;
    private final PricePoller poller;
    private final PollCursors cursors;
    private boolean leftovers = true;

    /**
     * What there is to hand over.
     *
     * @param entries for flow files
     * @param unchanged observations that were not worth telling
     */
    record Harvest(List<OutboxEntry> entries, List<UnchangedRows> unchanged) {
        boolean isEmpty() {
            return entries.isEmpty() && unchanged.isEmpty();
        }
    }

    PollRun(PriceLedger ledger, Outbox outbox, PollPlan plan, PollEnvironment environment, PollCursors cursors) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.cursors = cursors;
        this.poller = new PricePoller(plan, environment, cursors.saved());
    }

    PollCursors cursors() {
        return cursors;
    }

    PricePoller poller() {
        return poller;
    }

    /** What an earlier run, or a commit that failed, has left to be handed over; empty if nothing. */
    List<OutboxEntry> leftovers(int most) {
        if (!leftovers) {
            return List.of();
        }
        List<OutboxEntry> entries = outbox.pending(most);
        leftovers = !entries.isEmpty();
        return entries;
    }

    void delivered(List<OutboxEntry> entries) {
        if (!entries.isEmpty()) {
            outbox.delivered(entries);
        }
    }

    /** They are handed over again at the next opportunity. */
    void undelivered(List<OutboxEntry> entries) {
        outbox.undelivered(entries);
        cursors.markUnsaved();
        leftovers = true;
    }

    /** Starts what is due, and records what has come back. */
    Harvest poll(int most, OneShots oneShots) {
        poller.start();
        List<PollOutcome> outcomes = new ArrayList<>();
        List<OutboxEntry> entries = new ArrayList<>();
        List<UnchangedRows> unchanged = new ArrayList<>();
        for (PollOutcome outcome : poller.collect(most)) {
            if (oneShots.triesAgain(outcome)) {
                poller.release(outcome);
            } else {
                outcomes.add(outcome);
            }
        }
        try {
            for (PollOutcome outcome : outcomes) {
                String source = oneShots.source(outcome.target().name());
                PriceLedger.Recorded recorded = record(source, outcome);
                entries.addAll(recorded.entries());
                if (!recorded.unchanged().isEmpty()) {
                    unchanged.add(new UnchangedRows(source, outcome, recorded.unchanged()));
                }
            }
            ledger.commit();
        } catch (RuntimeException failure) {
            // The store is broken: what is recorded stays in the outbox, all is polled again.
            ledger.forget();
            outcomes.forEach(poller::release);
            undelivered(entries);
            throw failure;
        }
        for (PollOutcome outcome : outcomes) {
            poller.confirm(outcome);
            cursors.moved(outcome);
            oneShots.settled(outcome);
        }
        return new Harvest(entries, unchanged);
    }

    private PriceLedger.Recorded record(String source, PollOutcome outcome) {
        if (outcome instanceof PollOutcome.Observed observed) {
            return ledger.observed(source, observed);
        }
        if (outcome instanceof PollOutcome.Nothing nothing) {
            return ledger.nothing(source, nothing);
        }
        if (outcome instanceof PollOutcome.Reject reject) {
            return ledger.rejected(source, reject);
        }
        if (outcome instanceof PollOutcome.Failed failed && failed.next().failures() == 1) {
            // Told when it begins, not with each attempt.
            return ledger.failed(source, failed);
        }
        return new PriceLedger.Recorded(List.of(), List.of());
    }

    /** Whether nothing can happen before that instant, so that the processor may rest. */
    boolean isIdleUntil(Instant instant) {
        Optional<Instant> next = poller.nextStart();
        return !leftovers
                && poller.inFlight() == 0
                && !poller.hasCompleted()
                && (next.isEmpty() || next.get().isAfter(instant));
    }
}
