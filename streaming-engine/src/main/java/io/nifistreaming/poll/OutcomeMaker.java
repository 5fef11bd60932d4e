package io.nifistreaming.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Sums up a settled poll, and decides when the target is due again. */
final class OutcomeMaker {
    private final PollPlan plan;
    private final RandomGenerator random;

    OutcomeMaker(PollPlan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
    }

    PollOutcome of(ActivePoll poll, Instant now) {
        Harvest harvest = poll.harvest();
        PollTarget target = poll.target();
        PollFacts facts = harvest.facts();
        if (harvest.sawOnlyUnchanged()) {
            return new PollOutcome.Nothing(target, facts, afterSuccess(poll));
        }
        if (harvest.sawSomething()) {
            return new PollOutcome.Observed(
                    target,
                    harvest.observations(),
                    harvest.rejectedRows(),
                    harvest.unchangedSkus(),
                    harvest.coverage(),
                    harvest.allTroubles(),
                    facts,
                    afterSuccess(poll));
        }
        List<PageTrouble.Rejected> pages = rejected(harvest);
        if (!pages.isEmpty()) {
            return new PollOutcome.Reject(target, pages, facts, afterReject(poll, now));
        }
        if (harvest.waits()) {
            Instant until = harvest.waitUntil();
            return new PollOutcome.Wait(target, until, harvest.waitReason(), facts, fruitless(poll, until));
        }
        String message = harvest.allTroubles().isEmpty()
                ? "Nothing came"
                : harvest.allTroubles().get(0).message();
        Instant again = now.plus(plan.backoff().delay(poll.cursor().failures() + 1, random));
        return new PollOutcome.Failed(target, message, facts, fruitless(poll, again));
    }

    private static List<PageTrouble.Rejected> rejected(Harvest harvest) {
        List<PageTrouble.Rejected> pages = new ArrayList<>();
        for (PageTrouble trouble : harvest.allTroubles()) {
            if (trouble instanceof PageTrouble.Rejected page) {
                pages.add(page);
            }
        }
        return pages;
    }

    private PollCursor afterSuccess(ActivePoll poll) {
        Harvest harvest = poll.harvest();
        Instant due = harvest.startedAt().plus(poll.target().interval());
        // Politeness first: a poll that was cut short waits for the later of both.
        Instant notBefore = harvest.waits() && harvest.waitUntil().isAfter(due) ? harvest.waitUntil() : due;
        return new PollCursor(
                poll.cursor().fingerprint(),
                harvest.validators(),
                harvest.nextFirst(),
                0,
                notBefore,
                poll.conditional() ? poll.cursor().sinceFull() + 1 : 0);
    }

    private PollCursor afterReject(ActivePoll poll, Instant now) {
        Duration backoff = plan.backoff().delay(poll.cursor().failures() + 1, random);
        Instant due = poll.harvest().startedAt().plus(poll.target().interval());
        Instant later = now.plus(backoff);
        return fruitless(poll, later.isAfter(due) ? later : due);
    }

    /** The old cursor, since nothing new was seen, one failure on. */
    private PollCursor fruitless(ActivePoll poll, Instant notBefore) {
        PollCursor old = poll.cursor();
        return new PollCursor(
                old.fingerprint(),
                old.validators(),
                poll.harvest().nextFirst(),
                Math.min(old.failures() + 1, 1_000),
                notBefore,
                old.sinceFull());
    }
}
