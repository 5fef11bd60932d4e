package io.nifistreaming.shop;

import java.time.Instant;
import java.util.Optional;

/** What goes wrong at one site: what it was told to do first, and else what lies in its temper. */
final class Mishaps {
    private final Competitor competitor;
    private final Dice dice;
    private final RateLimit limit;
    private long requests;
    private long throttled;
    private Failure forced;
    private int left;

    Mishaps(Competitor competitor, Dice dice, Instant now) {
        this.competitor = competitor;
        this.dice = dice;
        int perSecond = competitor.temper().requestsPerSecond();
        this.limit = perSecond == 0 ? null : new RateLimit(perSecond, now);
    }

    /** From now on, or for so many requests, this happens and nothing of the site's own. */
    synchronized void force(Failure failure) {
        this.forced = failure;
        this.left = failure.times();
    }

    synchronized void heal() {
        this.forced = null;
    }

    /** What happens to the next request; empty if it is answered as it should be. */
    synchronized Optional<Failure> next(boolean moody, Instant now) {
        requests++;
        if (forced != null) {
            Failure failure = forced;
            if (failure.times() > 0 && --left == 0) {
                forced = null;
            }
            return Optional.of(failure);
        }
        return moody ? ownMood(now) : Optional.empty();
    }

    private Optional<Failure> ownMood(Instant now) {
        Temper temper = competitor.temper();
        if (limit != null && !limit.pass(now)) {
            FailureMode form = throttled++ % 2 == 0 ? FailureMode.THROTTLE_SECONDS : FailureMode.THROTTLE_DATE;
            return Optional.of(new Failure(form, 1, 1));
        }
        int roll = dice.roll(competitor.name() + "-mishap", requests, 0, 100);
        if (roll < temper.errors()) {
            return Optional.of(new Failure(FailureMode.ERROR_500, 1, 0));
        }
        roll -= temper.errors();
        if (roll < temper.drops()) {
            return Optional.of(new Failure(FailureMode.DROP, 1, 0));
        }
        roll -= temper.drops();
        if (roll < temper.captchas()) {
            return Optional.of(new Failure(FailureMode.CAPTCHA, 1, 0));
        }
        roll -= temper.captchas();
        if (roll < temper.slow()) {
            int millis = 300 + dice.roll(competitor.name() + "-delay", requests, 0, 1_200);
            return Optional.of(new Failure(FailureMode.SLOW, 1, millis));
        }
        return Optional.empty();
    }
}
