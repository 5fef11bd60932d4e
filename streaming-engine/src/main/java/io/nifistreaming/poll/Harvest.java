package io.nifistreaming.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the pages of one poll brought, and the validators for the next. Not thread-safe. */
final class Harvest {
    /** More than a person reads; the rest is counted in one line. */
    private static final int MOST_TROUBLES = 20;

    private final ActivePoll poll;
    private final PollPlan plan;
    private final Instant startedAt;
    private final List<Observation> rows = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final Set<String> unchanged = new LinkedHashSet<>();
    private final List<PageTrouble> troubles = new ArrayList<>();
    private final List<PageTrouble> notFound = new ArrayList<>();
    private final Map<String, Validator> validators = new LinkedHashMap<>();
    private final Set<String> settledPages = new LinkedHashSet<>();
    private int moreTroubles;
    private int requests;
    private int status;
    private long bytes;
    private Duration took = Duration.ZERO;
    private int goodPages;
    private int unchangedPages;
    private int unasked = Integer.MAX_VALUE;
    private Instant waitUntil = Instant.MIN;
    private String waitReason = "";

    Harvest(ActivePoll poll, PollPlan plan, Instant startedAt) {
        this.poll = poll;
        this.plan = plan;
        this.startedAt = startedAt;
        this.validators.putAll(poll.cursor().validators());
    }

    void sent() {
        requests++;
    }

    void answered(HttpAnswer answer) {
        status = answer.status();
        bytes += answer.body().length;
        took = Duration.between(startedAt, answer.receivedAt());
    }

    /** A page was answered for good, whatever the answer. */
    void settled(PageRequest page) {
        settledPages.add(PollCursor.key(page.url()));
    }

    void rows(Extraction.Rows page) {
        goodPages++;
        rows.addAll(page.rows());
        rejected.addAll(page.rejected());
    }

    /** Remembers a good page's validator, if the way on from the page will be known without its body. */
    void validator(PageRequest page, HttpAnswer answer, boolean last) {
        Validator validator = Validator.of(answer, last);
        boolean wayKnown = Paginator.countsPages(poll.target().pagination()) || last && page.page() == 0;
        String key = PollCursor.key(page.url());
        validators.remove(key);
        if (wayKnown && !validator.isEmpty()) {
            validators.put(key, validator);
        }
    }

    void unchanged(PageRequest page) {
        unchangedPages++;
        if (poll.target().url().asksForOneSku()) {
            unchanged.add(poll.target().skus().get(page.request()));
        }
    }

    /**
     * The page of a single product is gone. Of one asked for by SKU that is news about the product, if the rest of the
     * site still stands; else it is news about the site.
     */
    void absent(PageTrouble.Rejected trouble) {
        if (trouble.kind() == RejectKind.GONE) {
            goodPages++;
        } else {
            notFound.add(trouble);
        }
    }

    void trouble(PageTrouble trouble) {
        if (troubles.size() < MOST_TROUBLES) {
            troubles.add(trouble);
        } else {
            moreTroubles++;
        }
    }

    /** A page was not asked for, or not again: its host is left alone until then. */
    void unreached(PageRequest page, Instant until, String reason) {
        if (page.attempt() == 0 && page.page() == 0) {
            unasked = Math.min(unasked, turn(page));
        }
        waitUntil = until.isAfter(waitUntil) ? until : waitUntil;
        waitReason = reason;
    }

    private int turn(PageRequest page) {
        int all = poll.firstPages().size();
        return Math.floorMod(page.request() - poll.firstPages().get(0).request(), all);
    }

    /** Whether nothing was ever sent. */
    boolean untouched() {
        return requests == 0;
    }

    Instant waitUntil() {
        return waitUntil;
    }

    String waitReason() {
        return waitReason;
    }

    Instant startedAt() {
        return startedAt;
    }

    boolean sawSomething() {
        return goodPages > 0 || unchangedPages > 0;
    }

    boolean sawOnlyUnchanged() {
        return goodPages == 0 && unchangedPages > 0 && allTroubles().isEmpty() && notFound.isEmpty() && !waits();
    }

    boolean waits() {
        return waitUntil.isAfter(Instant.MIN);
    }

    List<Observation> observations() {
        return rows;
    }

    List<RejectedRow> rejectedRows() {
        return rejected;
    }

    Set<String> unchangedSkus() {
        return unchanged;
    }

    /** For the next poll; without those of pages that exist no more, which would fill the cursor. */
    Map<String, Validator> validators() {
        boolean allSettled = !waits() && allTroubles().stream().allMatch(PageTrouble.Rejected.class::isInstance);
        if (allSettled) {
            validators.keySet().retainAll(settledPages);
        }
        return validators;
    }

    /** Index of the request with which the next poll begins. */
    int nextFirst() {
        if (unasked == Integer.MAX_VALUE) {
            return 0;
        }
        return poll.firstPages().get(unasked).request();
    }

    List<PageTrouble> allTroubles() {
        List<PageTrouble> all = new ArrayList<>(troubles);
        if (!sawSomething()) {
            all.addAll(notFound.subList(0, Math.min(notFound.size(), MOST_TROUBLES)));
        }
        if (moreTroubles > 0) {
            all.add(new PageTrouble.Interrupted(moreTroubles + " more pages had trouble"));
        }
        if (waits() && sawSomething()) {
            all.add(new PageTrouble.Interrupted("The poll ended early: " + waitReason));
        }
        return all;
    }

    Coverage coverage() {
        boolean nameless = rejected.stream().anyMatch(row -> row.sku() == null);
        boolean vague = unchangedPages > 0 && !poll.target().url().asksForOneSku();
        return nameless || vague || !allTroubles().isEmpty() ? Coverage.PARTIAL : Coverage.COMPLETE;
    }

    PollFacts facts() {
        String url = Redacted.url(poll.firstPages().get(0).url());
        return new PollFacts(url, requests, status, bytes, startedAt, took.isNegative() ? Duration.ZERO : took);
    }

    Evidence evidence(HttpAnswer answer) {
        return Evidence.of(answer, plan.evidenceBytes());
    }
}
