package io.nifistreaming.poll;

import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeHttp;
import io.nifistreaming.testing.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** A poller on a virtual clock in front of a scripted web. */
final class PollRig {
    final FakeClock clock = new FakeClock();
    final FakeHttp http;
    final List<String> troubles = new ArrayList<>();
    final PricePoller poller;

    PollRig(PollPlan plan, BiFunction<HttpAsk, Instant, FakeReply> script) {
        this(plan, script, Map.of(), RequestAuth.none());
    }

    PollRig(
            PollPlan plan,
            BiFunction<HttpAsk, Instant, FakeReply> script,
            Map<String, String> saved,
            RequestAuth auth) {
        this.http = new FakeHttp(clock, script);
        PollListener listener = new PollListener() {
            @Override
            public void troubleStarted(String about, String message) {
                troubles.add("+" + about);
            }

            @Override
            public void troubleEnded(String about) {
                troubles.add("-" + about);
            }
        };
        this.poller = new PricePoller(
                plan, new PollEnvironment(http, new LinesExtractor(), auth, clock, new Random(1), listener), saved);
    }

    /** Triggers every 50 ms for so long; returns all outcomes, none of them confirmed. */
    List<PollOutcome> run(Duration duration) {
        List<PollOutcome> outcomes = new ArrayList<>();
        Instant end = clock.instant().plus(duration);
        while (clock.instant().isBefore(end)) {
            poller.start();
            http.advance(Duration.ofMillis(50));
            outcomes.addAll(poller.collect(100));
        }
        return outcomes;
    }

    /** As {@link #run}, and confirms each outcome at once. */
    List<PollOutcome> runConfirming(Duration duration) {
        List<PollOutcome> outcomes = new ArrayList<>();
        Instant end = clock.instant().plus(duration);
        while (clock.instant().isBefore(end)) {
            for (PollOutcome outcome : run(Duration.ofMillis(50))) {
                outcomes.add(outcome);
                poller.confirm(outcome);
            }
        }
        return outcomes;
    }

    /** Runs until there is an outcome, and expects it to be of this type. */
    <T extends PollOutcome> T next(Class<T> type) {
        for (int step = 0; step < 200_000; step++) {
            List<PollOutcome> outcomes = run(Duration.ofMillis(50));
            if (!outcomes.isEmpty()) {
                return type.cast(outcomes.get(0));
            }
        }
        throw new AssertionError("No outcome came in virtual hours");
    }

    /** As {@link #next}, confirmed. */
    <T extends PollOutcome> T nextConfirmed(Class<T> type) {
        T outcome = next(type);
        poller.confirm(outcome);
        return outcome;
    }
}
