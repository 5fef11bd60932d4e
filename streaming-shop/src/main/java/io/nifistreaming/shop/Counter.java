package io.nifistreaming.shop;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One site behind its counter: takes a request, lets go wrong what must, and keeps the books. */
final class Counter {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Site site;
    private final Storefront storefront;
    private final Market market;
    private final Mishaps mishaps;
    private final Tally tally = new Tally();
    private final RequestLog log;
    private final Clock clock;

    Counter(Site site, Storefront storefront, Market market, Mishaps mishaps, Books books) {
        this.site = site;
        this.storefront = storefront;
        this.market = market;
        this.mishaps = mishaps;
        this.log = books.log;
        this.clock = books.clock;
    }

    Mishaps mishaps() {
        return mishaps;
    }

    Tally tally() {
        return tally;
    }

    /** Counts the arrival and decides what goes wrong with it, if anything. */
    Optional<Failure> arrive(boolean moody) {
        tally.arrived();
        Optional<Failure> failure = mishaps.next(moody, clock.instant());
        failure.filter(wrong -> wrong.mode() != FailureMode.SLOW).ifPresent(wrong -> tally.failed());
        return failure;
    }

    /** The answer, right or wrong. */
    Answer answer(Visit visit, Optional<Failure> failure) {
        if (!METHODS.contains(visit.method().toUpperCase(Locale.ROOT))) {
            return Answer.json(405, "{\"error\":\"method_not_allowed\"}", "bad request");
        }
        String path = visit.path().substring(1 + site.competitor().name().length());
        if (failure.isEmpty()) {
            return right(path, visit);
        }
        Failure wrong = failure.get();
        FailureMode.Trouble trouble =
                new FailureMode.Trouble(wrong.argumentOrDefault(), clock.instant(), visit.target());
        return wrong.mode().answer(() -> right(path, visit), trouble);
    }

    private Answer right(String path, Visit visit) {
        return storefront.answer(site, path, visit.query(), visit.headers());
    }

    /**
     * Called before the last byte leaves, so that whoever has read the answer finds it in the truth. An answer to HEAD
     * shows no offer.
     */
    void serving(Visit visit, Answer answer) {
        List<Listed> shown = visit.method().equals("HEAD") ? List.of() : answer.offers();
        if (!shown.isEmpty()) {
            market.served(shown);
        }
        tally.answered(answer);
        long micros = (System.nanoTime() - visit.arrived()) / 1_000;
        log.add(new RequestRecord(
                clock.instant(),
                site.competitor().name(),
                visit.method(),
                visit.target(),
                answer.status(),
                answer.outcome(),
                micros,
                visit.conditional()));
    }

    /** What all counters of a shop write into. */
    record Books(RequestLog log, Clock clock) {}
}
