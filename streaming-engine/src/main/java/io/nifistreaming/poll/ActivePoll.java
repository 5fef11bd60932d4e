package io.nifistreaming.poll;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A poll under way: which pages are still open, and what the others brought. Identity matters, so no record. */
final class ActivePoll {
    private final PollTarget target;
    private final PollCursor cursor;
    private final Harvest harvest;
    private final List<PageRequest> firstPages;
    private final boolean conditional;
    private final Map<Integer, PageTrail> trails = new HashMap<>();
    private int open;
    private boolean abandoned;

    /** @param cursor bound to the target's present fingerprint */
    ActivePoll(PollTarget target, PollCursor cursor, PollPlan plan, Paginator paginator, Instant now) {
        this.target = target;
        this.cursor = cursor;
        this.firstPages = firstPages(target, cursor, paginator);
        this.conditional = singlePage() || cursor.sinceFull() + 1 < plan.fullSweepEvery();
        this.harvest = new Harvest(this, plan, now);
        this.open = firstPages.size();
    }

    private static List<PageRequest> firstPages(PollTarget target, PollCursor cursor, Paginator paginator) {
        List<URI> urls = target.requests();
        List<PageRequest> pages = new ArrayList<>(urls.size());
        for (int turn = 0; turn < urls.size(); turn++) {
            int index = (int) (((long) cursor.first() + turn) % urls.size());
            URI first = paginator.firstPage(target.pagination(), urls.get(index));
            pages.add(new PageRequest(index, 0, first, first, 0));
        }
        return pages;
    }

    PollTarget target() {
        return target;
    }

    PollCursor cursor() {
        return cursor;
    }

    Harvest harvest() {
        return harvest;
    }

    List<PageRequest> firstPages() {
        return firstPages;
    }

    boolean conditional() {
        return conditional;
    }

    /** Whether the whole target is one page, so that a 304 speaks for all of it. */
    boolean singlePage() {
        return firstPages.size() == 1 && target.pagination() instanceof Pagination.None;
    }

    /** The validator to send for a page; an empty one to ask unconditionally. */
    Validator validator(PageRequest page) {
        return conditional ? cursor.validator(page.url()) : new Validator("", "", false);
    }

    /** The trail of the page's listing; it knows the first page already. */
    PageTrail trail(PageRequest page) {
        return trails.computeIfAbsent(page.request(), request -> {
            PageTrail trail = new PageTrail();
            trail.enter(page.first());
            return trail;
        });
    }

    /** One page is settled. */
    void close(int pages) {
        open -= pages;
    }

    /** A further page was found. */
    void open() {
        open++;
    }

    boolean settled() {
        return open == 0;
    }

    /** Nobody waits for it any more: answers that still come are thrown away. */
    void abandon() {
        abandoned = true;
    }

    boolean abandoned() {
        return abandoned;
    }
}
