package io.nifistreaming.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Sends requests as their hosts' lanes and the overall limit allow, and queues what comes back. Confined to the
 * caller's lock, but for the queue of answers, which the HTTP client's threads fill.
 */
final class Dispatcher {
    /** An answered request. */
    record Completion(ActivePoll poll, PageRequest page, HttpResult result) {}

    /** A request to be repeated later. */
    private record Later(Instant at, ActivePoll poll, PageRequest page) {}

    private static final int MANY_LANES = 1_000;

    private final PollPlan plan;
    private final PollEnvironment environment;
    private final Map<String, HostLane> lanes = new HashMap<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparing(Later::at));
    private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();
    private int inFlight;
    private int firstLane;

    Dispatcher(PollPlan plan, PollEnvironment environment) {
        this.plan = plan;
        this.environment = environment;
    }

    HostLane lane(PageRequest page, Instant now) {
        return lanes.computeIfAbsent(page.host(), host -> new HostLane(host, plan.hosts(), environment.random(), now));
    }

    /** Whether the host is to be left alone for longer than a poll waits. */
    boolean closed(HostLane lane, Instant now) {
        return lane.opensAt().isAfter(now.plus(plan.patience()));
    }

    /** Lets a page wait for its turn; a page of a closed host counts as unreached instead. */
    void enqueue(ActivePoll poll, PageRequest page, Instant now) {
        HostLane lane = lane(page, now);
        if (closed(lane, now)) {
            poll.harvest().unreached(page, lane.opensAt(), lane.closedBecause());
            poll.close(1);
        } else if (page.attempt() > 0) {
            lane.addFirst(poll, page);
        } else {
            lane.add(poll, page);
        }
    }

    void enqueueLater(ActivePoll poll, PageRequest page, Instant at) {
        later.add(new Later(at, poll, page));
    }

    /** After a lane has closed: its waiting pages are unreached. Returns the polls that are settled by that. */
    List<ActivePoll> clear(HostLane lane) {
        List<ActivePoll> settled = new ArrayList<>();
        for (HostLane.Turn turn : lane.drain()) {
            ActivePoll poll = turn.poll();
            poll.harvest().unreached(turn.page(), lane.opensAt(), lane.closedBecause());
            poll.close(1);
            if (poll.settled()) {
                settled.add(poll);
            }
        }
        return settled;
    }

    /** Forgets what waits of a poll; returns how many pages that were. */
    int forget(ActivePoll poll) {
        int forgotten = 0;
        for (HostLane lane : lanes.values()) {
            forgotten += lane.drain(poll);
        }
        int before = later.size();
        later.removeIf(entry -> entry.poll() == poll);
        return forgotten + before - later.size();
    }

    /** Sends all that may go now. Returns polls that are settled because a repeated request found its host closed. */
    List<ActivePoll> pump(Instant now) {
        List<ActivePoll> settled = new ArrayList<>();
        while (!later.isEmpty() && !later.peek().at().isAfter(now)) {
            Later ripe = later.remove();
            enqueue(ripe.poll(), ripe.page(), now);
            if (ripe.poll().settled()) {
                settled.add(ripe.poll());
            }
        }
        sendInTurns(now);
        if (lanes.size() > MANY_LANES) {
            lanes.values().removeIf(lane -> lane.forgettable(now));
        }
        return settled;
    }

    private void sendInTurns(Instant now) {
        List<HostLane> busy = new ArrayList<>();
        for (HostLane lane : lanes.values()) {
            if (lane.hasWaiting()) {
                busy.add(lane);
            }
        }
        if (busy.isEmpty()) {
            return;
        }
        // Not always the same lane first, else it would take every place that comes free.
        Collections.rotate(busy, -(firstLane++ % busy.size()));
        while (!busy.isEmpty() && inFlight < plan.maxInFlight()) {
            Iterator<HostLane> turn = busy.iterator();
            while (turn.hasNext() && inFlight < plan.maxInFlight()) {
                Optional<HostLane.Turn> next = turn.next().next(now);
                if (next.isPresent()) {
                    send(next.get().poll(), next.get().page());
                } else {
                    turn.remove();
                }
            }
        }
    }

    private void send(ActivePoll poll, PageRequest page) {
        inFlight++;
        poll.harvest().sent();
        PollTarget target = poll.target();
        Map<String, String> headers = new HashMap<>(poll.validator(page).headers());
        headers.put("Accept", accept(target));
        // From a completed future on, so that what a supplier throws is an answer too, and no page gets lost.
        CompletableFuture<Map<String, String>> proof =
                CompletableFuture.completedFuture(target).thenCompose(environment.auth()::headers);
        CompletableFuture<HttpResult> result = proof.thenCompose(given -> {
            Map<String, String> credentials = new HashMap<>(target.headers());
            credentials.putAll(given);
            return environment.http().send(new HttpAsk(page.url(), page.first(), headers, credentials));
        });
        CompletableFuture<Void> unused = result.handle((answer, trouble) -> {
            if (trouble == null) {
                completions.add(new Completion(poll, page, answer));
            } else {
                HttpResult none = proof.isCompletedExceptionally() ? noProof(target) : broken(trouble);
                completions.add(new Completion(poll, page, none));
            }
            return null;
        });
    }

    private static String accept(PollTarget target) {
        return target.contentTypes().isEmpty()
                ? "*/*"
                : String.join(", ", target.contentTypes().stream().sorted().toList());
    }

    private static HttpResult noProof(PollTarget target) {
        return new HttpResult.Unreachable(
                "No credentials could be had for target '" + target.name() + "': check its token provider",
                Duration.ZERO);
    }

    private static HttpResult broken(Throwable bug) {
        return new HttpResult.Unreachable(
                "The HTTP client broke (" + bug.getClass().getSimpleName() + "): please report it", Duration.ZERO);
    }

    /** The next answer, if one has come; its request no longer counts as under way. */
    Optional<Completion> completed(Instant now) {
        Completion completion = completions.poll();
        if (completion == null) {
            return Optional.empty();
        }
        inFlight--;
        lane(completion.page(), now).finished();
        return Optional.of(completion);
    }

    boolean hasCompleted() {
        return !completions.isEmpty();
    }

    int inFlight() {
        return inFlight;
    }

    /** When time alone lets something be sent; empty if nothing waits for that. */
    Optional<Instant> ready(Instant now) {
        Instant first = later.isEmpty() ? Instant.MAX : later.peek().at();
        for (HostLane lane : lanes.values()) {
            Instant ready = lane.ready(now).orElse(Instant.MAX);
            first = ready.isBefore(first) ? ready : first;
        }
        return first.equals(Instant.MAX) ? Optional.empty() : Optional.of(first);
    }
}
