package io.nifistreaming.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Polls targets: due? → ask → judge → extract → outcome. Nothing here sleeps or waits: {@link #start()} sends what is
 * due and allowed, {@link #collect(int)} takes what has come back meanwhile, and both return at once.
 *
 * <p>A target with an outcome that is neither confirmed nor released is not polled again, so its cursor moves only when
 * its rows are safe. Safe for several threads, though one is enough for hundreds of requests under way.
 */
public final class PricePoller {
    private final PollPlan plan;
    private final PollEnvironment environment;
    private final Paginator paginator;
    private final Dispatcher dispatcher;
    private final TroubleBook troubles;
    private final PageJudge judge;
    private final OutcomeMaker outcomes;
    private final Map<String, Scheduled> targets = new HashMap<>();
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final Deque<PollOutcome> ready = new ArrayDeque<>();

    /** A place in the queue; void if the target's due time has become another since. */
    private record Due(Instant at, Scheduled scheduled) {}

    /** A target and what is going on with it: idle with a due time, polled, or with an outcome that awaits its fate. */
    private static final class Scheduled {
        private final PollTarget target;
        private PollCursor cursor;
        private Instant due;
        private ActivePoll active;
        private PollOutcome awaiting;
        private int releases;

        Scheduled(PollTarget target, PollCursor cursor) {
            this.target = target;
            this.cursor = cursor;
        }
    }

    /**
     * @param saved what {@link PollCursor#encode()} gave, by target name; targets without are polled from the start
     */
    public PricePoller(PollPlan plan, PollEnvironment environment, Map<String, String> saved) {
        this.plan = plan;
        this.environment = environment;
        this.paginator = new Paginator(plan.http().hosts());
        this.dispatcher = new Dispatcher(plan, environment);
        this.troubles = new TroubleBook(environment.listener());
        this.judge = new PageJudge(plan, environment, dispatcher, paginator, troubles);
        this.outcomes = new OutcomeMaker(plan, environment.random());
        for (PollTarget target : plan.targets()) {
            add(target, PollCursor.decode(saved.get(target.name())));
        }
    }

    /** Adds a target, or replaces the one of that name; an answer still under way to the old one is thrown away. */
    public synchronized void add(PollTarget target, PollCursor cursor) {
        remove(target.name());
        Scheduled scheduled = new Scheduled(target, cursor.forFingerprint(plan.fingerprint(target)));
        targets.put(target.name(), scheduled);
        schedule(scheduled, soonEnough(target, cursor));
    }

    /** A due time no later than the plan could have set it: intervals get shortened, clocks get set back. */
    private Instant soonEnough(PollTarget target, PollCursor cursor) {
        Duration longest = target.interval();
        if (cursor.failures() > 0) {
            longest = longer(longest, longer(plan.backoff().cap(), longer(plan.longestWait(), longestRest())));
        }
        Instant latest = now().plus(longest);
        return cursor.notBefore().isAfter(latest) ? latest : cursor.notBefore();
    }

    private Duration longestRest() {
        return plan.hosts().longestRest();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Forgets a target, its poll and its outcome; does nothing if there is none of that name. */
    public synchronized void remove(String name) {
        Scheduled scheduled = targets.remove(name);
        if (scheduled == null) {
            return;
        }
        abandon(scheduled);
        ready.removeIf(outcome -> outcome == scheduled.awaiting);
        troubles.over("target " + name);
    }

    /** Starts the polls that are due, and sends all requests that limits allow by now. */
    public synchronized void start() {
        Instant now = now();
        while (!queue.isEmpty() && !queue.peek().at().isAfter(now)) {
            Due due = queue.remove();
            Scheduled scheduled = due.scheduled();
            boolean valid = due.at().equals(scheduled.due) && targets.get(scheduled.target.name()) == scheduled;
            if (valid && scheduled.active == null && scheduled.awaiting == null) {
                begin(scheduled, now);
            }
        }
        pump(now);
    }

    private void begin(Scheduled scheduled, Instant now) {
        scheduled.due = null;
        ActivePoll poll = new ActivePoll(scheduled.target, scheduled.cursor, plan, paginator, now);
        scheduled.active = poll;
        for (PageRequest page : poll.firstPages()) {
            dispatcher.enqueue(poll, page, now);
        }
        finishIfSettled(poll, now);
    }

    /**
     * Takes what has come back, and sends what became possible by it.
     *
     * @param most outcomes to return; the rest stays for the next call
     * @return each to be confirmed or released
     */
    public synchronized List<PollOutcome> collect(int most) {
        Instant now = now();
        while (ready.size() < most) {
            Optional<Dispatcher.Completion> completion = dispatcher.completed(now);
            if (completion.isEmpty()) {
                break;
            }
            settle(completion.get(), now);
        }
        pump(now);
        List<PollOutcome> collected = new ArrayList<>();
        while (collected.size() < most && !ready.isEmpty()) {
            collected.add(ready.removeFirst());
        }
        return collected;
    }

    private void settle(Dispatcher.Completion completion, Instant now) {
        ActivePoll poll = completion.poll();
        boolean understood = false;
        try {
            for (ActivePoll other : judge.settle(completion, now)) {
                finishIfSettled(other, now);
            }
            understood = true;
        } finally {
            Scheduled scheduled = targets.get(poll.target().name());
            if (!understood && scheduled != null && scheduled.active == poll) {
                // A bug in an extractor goes to the caller, but must not leave the target stuck for ever.
                abandon(scheduled);
                schedule(scheduled, now.plus(plan.backoff().cap()));
            }
        }
        finishIfSettled(poll, now);
    }

    private void pump(Instant now) {
        for (ActivePoll poll : dispatcher.pump(now)) {
            finishIfSettled(poll, now);
        }
    }

    private void finishIfSettled(ActivePoll poll, Instant now) {
        Scheduled scheduled = targets.get(poll.target().name());
        if (scheduled == null || scheduled.active != poll || !poll.settled()) {
            return;
        }
        scheduled.active = null;
        if (poll.harvest().untouched()) {
            // Nothing was asked, so nothing is to be told: its host rests, and the target with it.
            schedule(scheduled, poll.harvest().waitUntil());
            return;
        }
        PollOutcome outcome = outcomes.of(poll, now);
        scheduled.awaiting = outcome;
        troubles.outcome(outcome);
        ready.addLast(outcome);
    }

    /** The outcome's effects are safe: polling goes on from its cursor. A target that is polled once is forgotten. */
    public synchronized void confirm(PollOutcome outcome) {
        Scheduled scheduled = awaiting(outcome);
        if (scheduled == null) {
            return;
        }
        scheduled.awaiting = null;
        scheduled.releases = 0;
        scheduled.cursor = outcome.next();
        if (outcome.target().once()) {
            targets.remove(outcome.target().name());
        } else {
            schedule(scheduled, outcome.next().notBefore());
        }
    }

    /** The outcome was not made safe: the target is polled again from its old cursor, after a back-off. */
    public synchronized void release(PollOutcome outcome) {
        Scheduled scheduled = awaiting(outcome);
        if (scheduled == null) {
            return;
        }
        scheduled.awaiting = null;
        scheduled.releases++;
        schedule(scheduled, now().plus(plan.backoff().delay(scheduled.releases, environment.random())));
    }

    private Scheduled awaiting(PollOutcome outcome) {
        Scheduled scheduled = targets.get(outcome.target().name());
        return scheduled != null && scheduled.awaiting == outcome ? scheduled : null;
    }

    /** When {@link #start()} next has something to do by the passing of time alone; empty if never. */
    public synchronized Optional<Instant> nextStart() {
        Instant first = queue.isEmpty() ? Instant.MAX : queue.peek().at();
        Instant sending = dispatcher.ready(now()).orElse(Instant.MAX);
        first = sending.isBefore(first) ? sending : first;
        return first.equals(Instant.MAX) ? Optional.empty() : Optional.of(first);
    }

    /** Whether {@link #collect(int)} has something to do. */
    public synchronized boolean hasCompleted() {
        return !ready.isEmpty() || dispatcher.hasCompleted();
    }

    /** Requests under way. */
    public synchronized int inFlight() {
        return dispatcher.inFlight();
    }

    private void abandon(Scheduled scheduled) {
        if (scheduled.active != null) {
            scheduled.active.abandon();
            dispatcher.forget(scheduled.active);
            scheduled.active = null;
        }
    }

    private void schedule(Scheduled scheduled, Instant due) {
        scheduled.due = due;
        queue.add(new Due(due, scheduled));
    }

    private Instant now() {
        return environment.clock().instant();
    }
}
