package io.nifistreaming.poll;

import java.time.Duration;
import java.util.Optional;

/**
 * Judges an answer by its status, then by its {@link ContentPolicy content}.
 *
 * <p>200 and 206 are good; 304 is honest only if we asked conditionally; 429, and 503 with Retry-After, are waits,
 * capped; 408, 425 and other 5xx are failures that may pass; everything else will not change by asking again.
 */
final class StatusPolicy {
    private final Duration longestWait;
    private final ContentPolicy content = new ContentPolicy();

    /** @param longestWait the cap for what a peer may ask for */
    StatusPolicy(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /** @param conditional whether a validator was sent */
    Verdict judge(PollTarget target, HttpAnswer answer, Conditional conditional) {
        int status = answer.status();
        if (status == 200 || status == 206) {
            return content.judge(target, answer);
        }
        if (status == 304) {
            return conditional == Conditional.YES
                    ? new Verdict.Unchanged()
                    : new Verdict.Hopeless(
                            RejectKind.BAD_STATUS,
                            where(answer) + " answered 304 though it was asked for the whole page: a cache is broken");
        }
        Optional<Duration> wish = RetryAfter.of(answer);
        if (status == 429 || status == 503 && wish.isPresent()) {
            Duration wait = wish.orElse(Duration.ZERO);
            return new Verdict.Throttled(
                    wait.compareTo(longestWait) > 0 ? longestWait : wait,
                    where(answer) + " answered " + status + ": it wants fewer requests");
        }
        if (status == 408 || status == 425 || status >= 500 && status != 501 && status != 505) {
            return new Verdict.Transient(where(answer) + " answered " + status + ": it is in trouble");
        }
        return hopeless(answer);
    }

    private Verdict hopeless(HttpAnswer answer) {
        String where = where(answer);
        int status = answer.status();
        if (status == 404) {
            return new Verdict.Hopeless(
                    RejectKind.NOT_FOUND, where + " answered 404: check the URL and its parameters");
        }
        if (status == 410) {
            return new Verdict.Hopeless(RejectKind.GONE, where + " answered 410: it is gone for good; remove it");
        }
        if (status == 401) {
            return new Verdict.Hopeless(
                    RejectKind.UNAUTHORIZED, where + " answered 401: check the credentials configured for it");
        }
        if (status == 403 && content.asksForHuman(answer)) {
            return ContentPolicy.captcha(where);
        }
        if (status == 403 || status == 451) {
            return new Verdict.Hopeless(
                    RejectKind.FORBIDDEN,
                    where + " answered " + status
                            + ": it doesn't let us in; check rights, user agent and request rate");
        }
        return new Verdict.Hopeless(
                RejectKind.BAD_STATUS, where + " answered " + status + ": asking again will not change that");
    }

    static String where(HttpAnswer answer) {
        return Redacted.url(answer.url());
    }
}
