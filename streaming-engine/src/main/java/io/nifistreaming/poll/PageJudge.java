package io.nifistreaming.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Settles one page: judges its answer, extracts its rows, finds the page that follows, or lets it be repeated. */
final class PageJudge {
    private final PollPlan plan;
    private final PollEnvironment environment;
    private final Dispatcher dispatcher;
    private final Paginator paginator;
    private final TroubleBook troubles;
    private final StatusPolicy policy;

    PageJudge(
            PollPlan plan,
            PollEnvironment environment,
            Dispatcher dispatcher,
            Paginator paginator,
            TroubleBook troubles) {
        this.plan = plan;
        this.environment = environment;
        this.dispatcher = dispatcher;
        this.paginator = paginator;
        this.troubles = troubles;
        this.policy = new StatusPolicy(plan.longestWait());
    }

    /** Returns other polls that are settled because this answer closed their host. */
    List<ActivePoll> settle(Dispatcher.Completion completion, Instant now) {
        ActivePoll poll = completion.poll();
        PageRequest page = completion.page();
        HostLane lane = dispatcher.lane(page, now);
        HttpResult result = completion.result();
        if (result instanceof HttpResult.Answered answered) {
            HttpAnswer answer = answered.answer();
            environment.listener().answered(lane.host(), answer.status(), answer.body().length, answer.took());
            poll.harvest().answered(answer);
            Conditional conditional = poll.validator(page).isEmpty() ? Conditional.NO : Conditional.YES;
            return settle(poll, page, lane, answer, policy.judge(poll.target(), answer, conditional));
        }
        if (result instanceof HttpResult.Refused refused) {
            good(lane);
            reject(poll, page, refused.kind(), refused.message(), Evidence.none());
            return List.of();
        }
        HttpResult.Unreachable unreachable = (HttpResult.Unreachable) result;
        environment.listener().unanswered(lane.host(), unreachable.took());
        return failed(poll, page, lane, unreachable.message(), now);
    }

    private List<ActivePoll> settle(
            ActivePoll poll, PageRequest page, HostLane lane, HttpAnswer answer, Verdict verdict) {
        Instant now = environment.clock().instant();
        if (verdict instanceof Verdict.Throttled throttled) {
            return throttled(poll, page, lane, throttled, now);
        }
        if (verdict instanceof Verdict.Transient trouble) {
            return failed(poll, page, lane, trouble.message(), now);
        }
        good(lane);
        if (poll.abandoned()) {
            return List.of();
        }
        if (verdict instanceof Verdict.Good) {
            extract(poll, page, answer);
        } else if (verdict instanceof Verdict.Unchanged) {
            poll.harvest().unchanged(page);
            poll.harvest().settled(page);
            Validator known = poll.validator(page);
            goOn(poll, page, paginator.afterUnchanged(poll.target().pagination(), page, known));
        } else if (verdict instanceof Verdict.Hopeless hopeless) {
            hopeless(poll, page, answer, hopeless);
        }
        return List.of();
    }

    private void extract(ActivePoll poll, PageRequest page, HttpAnswer answer) {
        Pagination pagination = poll.target().pagination();
        PageTrail trail = poll.trail(page);
        if (Paginator.countsPages(pagination) && trail.repeats(answer.body())) {
            repeated(poll, page);
            return;
        }
        Extraction extraction = environment.extractor().extract(poll.target(), answer);
        if (extraction instanceof Extraction.Unexpected unexpected) {
            Evidence evidence = poll.harvest().evidence(answer);
            reject(poll, page, unexpected.kind(), unexpected.message(), evidence);
            return;
        }
        Extraction.Rows rows = (Extraction.Rows) extraction;
        int count = rows.rows().size() + rows.rejected().size();
        poll.harvest().rows(rows);
        Paginator.Next next = paginator.after(pagination, page, answer, count, trail);
        poll.harvest().validator(page, answer, next instanceof Paginator.Next.End);
        poll.harvest().settled(page);
        goOn(poll, page, next);
    }

    /** A site may repeat its last page for ever; if already the second is the first, it ignores the page number. */
    private void repeated(ActivePoll poll, PageRequest page) {
        if (page.page() > 1) {
            poll.harvest().settled(page);
            poll.close(1);
            return;
        }
        reject(
                poll,
                page,
                RejectKind.PAGE_LOOP,
                Redacted.url(page.url()) + " is the same as the page before: check the name of the page parameter",
                Evidence.none());
    }

    private void goOn(ActivePoll poll, PageRequest page, Paginator.Next next) {
        if (next instanceof Paginator.Next.Page following) {
            poll.open();
            dispatcher.enqueue(
                    poll, page.following(following.url()), environment.clock().instant());
        } else if (next instanceof Paginator.Next.Cut cut) {
            poll.harvest().trouble(new PageTrouble.Cut(cut.message()));
        } else if (next instanceof Paginator.Next.Broken broken) {
            poll.harvest().trouble(rejected(page, RejectKind.PAGE_LOOP, broken.message(), Evidence.none()));
        }
        poll.close(1);
    }

    private void hopeless(ActivePoll poll, PageRequest page, HttpAnswer answer, Verdict.Hopeless hopeless) {
        boolean notThere = hopeless.kind() == RejectKind.NOT_FOUND || hopeless.kind() == RejectKind.GONE;
        Evidence evidence = poll.harvest().evidence(answer);
        if (notThere && page.page() > 0 && Paginator.countsPages(poll.target().pagination())) {
            // Many sites answer 404 behind the last page.
            poll.harvest().settled(page);
            poll.close(1);
        } else if (notThere && page.page() == 0 && poll.target().url().asksForOneSku()) {
            poll.harvest().absent(rejected(page, hopeless.kind(), hopeless.message(), evidence));
            poll.harvest().settled(page);
            poll.close(1);
        } else {
            reject(poll, page, hopeless.kind(), hopeless.message(), evidence);
            giveUpIfShutOut(poll, hopeless);
        }
    }

    /** Who was shown the door once need not knock two thousand times. */
    private void giveUpIfShutOut(ActivePoll poll, Verdict.Hopeless hopeless) {
        if (hopeless.kind() == RejectKind.UNAUTHORIZED) {
            environment.auth().refused(poll.target());
        }
        if (hopeless.kind() == RejectKind.UNAUTHORIZED
                || hopeless.kind() == RejectKind.FORBIDDEN
                || hopeless.kind() == RejectKind.CAPTCHA) {
            poll.close(dispatcher.forget(poll));
        }
    }

    private List<ActivePoll> throttled(
            ActivePoll poll, PageRequest page, HostLane lane, Verdict.Throttled throttled, Instant now) {
        Duration wait = throttled.pause().isZero()
                ? plan.backoff().delayAtLeastHalf(page.attempt() + poll.cursor().failures() + 1, environment.random())
                : throttled.pause();
        lane.pause(now.plus(wait), throttled.reason());
        if (!poll.abandoned()) {
            if (page.attempt() < plan.retries() && !dispatcher.closed(lane, now)) {
                dispatcher.enqueue(poll, page.again(), now);
            } else {
                poll.harvest().unreached(page, lane.opensAt(), throttled.reason());
                poll.close(1);
                troubles.sign("host " + lane.host(), "throttled", throttled.reason());
            }
        }
        return dispatcher.closed(lane, now) ? dispatcher.clear(lane) : List.of();
    }

    private List<ActivePoll> failed(ActivePoll poll, PageRequest page, HostLane lane, String message, Instant now) {
        boolean rests = lane.bad(now, message);
        if (!poll.abandoned()) {
            if (page.attempt() < plan.retries() && !dispatcher.closed(lane, now)) {
                Duration delay = plan.backoff().delay(page.attempt() + 1, environment.random());
                Duration patient = delay.compareTo(plan.patience()) > 0 ? plan.patience() : delay;
                dispatcher.enqueueLater(poll, page.again(), now.plus(patient));
            } else {
                poll.harvest().trouble(new PageTrouble.Interrupted(message));
                poll.close(1);
                troubles.sign("host " + lane.host(), "failing", message);
            }
        }
        return rests && dispatcher.closed(lane, now) ? dispatcher.clear(lane) : List.of();
    }

    private void good(HostLane lane) {
        if (lane.good()) {
            troubles.over("host " + lane.host());
        }
    }

    private static void reject(ActivePoll poll, PageRequest page, RejectKind kind, String message, Evidence evidence) {
        if (!poll.abandoned()) {
            poll.harvest().trouble(rejected(page, kind, message, evidence));
            poll.harvest().settled(page);
            poll.close(1);
        }
    }

    private static PageTrouble.Rejected rejected(PageRequest page, RejectKind kind, String message, Evidence evidence) {
        return new PageTrouble.Rejected(kind, message, Redacted.url(page.url()), evidence);
    }
}
