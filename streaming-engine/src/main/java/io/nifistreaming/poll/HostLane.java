package io.nifistreaming.poll;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * All requests to one host: how many at once, how fast, and whether it is to be left alone. Polls take turns, so that
 * one with thousands of requests doesn't hold up its neighbours. A host that keeps failing rests; after that a single
 * request finds out whether it is back. Not thread-safe.
 */
final class HostLane {
    /** A request whose turn has come. */
    record Turn(ActivePoll poll, PageRequest page) {}

    private final String host;
    private final HostLimits limits;
    private final Backoff rest;
    private final RandomGenerator random;
    private final TokenBucket bucket;
    private final Map<ActivePoll, Deque<PageRequest>> waiting = new LinkedHashMap<>();
    private int underWay;
    private int failures;
    private int rests;
    private int goodInARow;
    private Instant opensAt = Instant.MIN;
    private String closedBecause = "";

    HostLane(String host, HostLimits limits, RandomGenerator random, Instant now) {
        this.host = host;
        this.limits = limits;
        this.rest = new Backoff(limits.rest(), limits.longestRest());
        this.random = random;
        this.bucket = new TokenBucket(limits.perSecond(), limits.burst(), now);
    }

    String host() {
        return host;
    }

    void add(ActivePoll poll, PageRequest page) {
        waiting.computeIfAbsent(poll, key -> new ArrayDeque<>()).addLast(page);
    }

    /** Before the poll's other requests: for one that was already asked, and has to be repeated. */
    void addFirst(ActivePoll poll, PageRequest page) {
        waiting.computeIfAbsent(poll, key -> new ArrayDeque<>()).addFirst(page);
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** The next request that may go now; it counts as under way until {@link #finished()}. */
    Optional<Turn> next(Instant now) {
        if (waiting.isEmpty() || now.isBefore(opensAt) || underWay >= room() || !bucket.take(now)) {
            return Optional.empty();
        }
        Iterator<Map.Entry<ActivePoll, Deque<PageRequest>>> polls =
                waiting.entrySet().iterator();
        Map.Entry<ActivePoll, Deque<PageRequest>> entry = polls.next();
        ActivePoll poll = entry.getKey();
        Deque<PageRequest> pages = entry.getValue();
        PageRequest page = pages.removeFirst();
        polls.remove();
        if (!pages.isEmpty()) {
            waiting.put(poll, pages);
        }
        underWay++;
        return Optional.of(new Turn(poll, page));
    }

    /** When {@link #next} may give something by the passing of time alone; empty if it takes an answer first. */
    Optional<Instant> ready(Instant now) {
        if (waiting.isEmpty() || underWay >= room()) {
            return Optional.empty();
        }
        Instant token = bucket.ready(now);
        return Optional.of(token.isBefore(opensAt) ? opensAt : token);
    }

    void finished() {
        underWay--;
    }

    /** The host answered with sense. Returns whether it has done so often enough to be called well. */
    boolean good() {
        failures = 0;
        rests = 0;
        goodInARow++;
        return goodInARow >= 3;
    }

    /** The host failed. Returns whether it now begins to rest. */
    boolean bad(Instant now, String message) {
        failures++;
        goodInARow = 0;
        if (failures < limits.failuresBeforeRest() || now.isBefore(opensAt)) {
            return false;
        }
        rests++;
        close(now.plus(rest.delayAtLeastHalf(rests, random)), message);
        return true;
    }

    /** The host asked to be left alone. */
    void pause(Instant until, String reason) {
        goodInARow = 0;
        if (until.isAfter(opensAt)) {
            close(until, reason);
        }
    }

    Instant opensAt() {
        return opensAt;
    }

    String closedBecause() {
        return closedBecause;
    }

    /** Takes away all that waits: the host will not be asked for a while. */
    List<Turn> drain() {
        List<Turn> drained = new ArrayList<>();
        for (Map.Entry<ActivePoll, Deque<PageRequest>> entry : waiting.entrySet()) {
            for (PageRequest page : entry.getValue()) {
                drained.add(new Turn(entry.getKey(), page));
            }
        }
        waiting.clear();
        return drained;
    }

    /** Takes away what waits of one poll; returns how many requests that were. */
    int drain(ActivePoll poll) {
        Deque<PageRequest> pages = waiting.remove(poll);
        return pages == null ? 0 : pages.size();
    }

    /** Whether forgetting this lane would change nothing. */
    boolean forgettable(Instant now) {
        return waiting.isEmpty() && underWay == 0 && failures == 0 && now.isAfter(opensAt) && bucket.full(now);
    }

    /** A host on probation gets a single request at a time. */
    private int room() {
        return failures >= limits.failuresBeforeRest() ? 1 : limits.concurrency();
    }

    private void close(Instant until, String reason) {
        opensAt = until;
        closedBecause = reason;
    }
}
