package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.testing.FakeHttp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random hosts, moods, restarts and confirmations, against {@link SimulatedWeb}. A failure names its seed. */
class PricePollerModelTest {
    private static final int SCENARIOS = 300;
    private static final List<String> KINDS = List.of("one", "number", "link", "loop");
    private static final Duration STEP = Duration.ofMillis(100);

    private Random random;
    private SimulatedWeb web;
    private PollPlan plan;
    private PollRig rig;
    private final Map<String, String> saved = new HashMap<>();
    private final Map<String, Integer> confirmedVersion = new HashMap<>();
    private final Set<String> freshlyPolled = new HashSet<>();
    private final Map<String, PollOutcome> awaiting = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyTargetIsPolledAndNoPromiseIsBroken(long round) {
        for (int scenario = 0; scenario < SCENARIOS; scenario++) {
            long seed = round * 100_000 + scenario;
            try {
                scenario(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void scenario(long seed) {
        random = new Random(seed);
        web = new SimulatedWeb(random);
        plan = plan();
        saved.clear();
        confirmedVersion.clear();
        awaiting.clear();
        rig = new PollRig(plan, web::reply);

        for (int step = 0; step < 600; step++) {
            mischief();
            trigger(random.nextInt(100) < 80);
        }
        web.heal();
        freshlyPolled.clear();
        for (int step = 0; step < 4_000 && freshlyPolled.size() < plan.targets().size(); step++) {
            trigger(true);
        }

        assertThat(freshlyPolled).hasSameSizeAs(plan.targets());
        assertThat(web.violations()).isEmpty();
        assertLimits();
    }

    private PollPlan plan() {
        List<PollTarget> targets = new ArrayList<>();
        int hosts = 1 + random.nextInt(4);
        for (int index = 0; index < 1 + random.nextInt(12); index++) {
            targets.add(target(index, "h" + random.nextInt(hosts) + ".example"));
        }
        HostLimits limits = new HostLimits(
                1 + random.nextInt(4),
                random.nextBoolean() ? 0 : 2 + random.nextInt(20),
                1 + random.nextInt(5),
                2 + random.nextInt(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(40));
        return new PollPlan(
                HttpSettings.defaults(),
                limits,
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20)),
                1 + random.nextInt(20),
                random.nextInt(3),
                Duration.ofSeconds(random.nextInt(10)),
                Duration.ofSeconds(90),
                3,
                100,
                "",
                targets);
    }

    private PollTarget target(int index, String host) {
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        Pagination pagination =
                switch (kind) {
                    case "number" -> new Pagination.PageNumber("page", 1, 9);
                    case "one" -> Pagination.none();
                    default -> new Pagination.LinkHeader(9);
                };
        return new PollTarget(
                "t" + index,
                "acme",
                UrlTemplate.of("http://" + host + "/" + kind + "/" + index),
                Map.of(),
                List.of(),
                Map.of(),
                pagination,
                Duration.ofSeconds(2 + random.nextInt(20)),
                Set.of());
    }

    private void mischief() {
        PollTarget target = plan.targets().get(random.nextInt(plan.targets().size()));
        int dice = random.nextInt(200);
        if (dice < 10) {
            web.changePrices(path(target));
        } else if (dice == 10) {
            Instant until = rig.clock.instant().plusSeconds(1 + random.nextInt(60));
            web.startOutage(target.requests().get(0).getHost(), until);
        } else if (dice == 11) {
            restart();
        } else if (dice == 12) {
            rig.poller.add(target, PollCursor.decode(saved.get(target.name())));
            awaiting.remove(target.name());
        }
    }

    /** The process dies and comes back with what was saved; the web, and the hosts' patience, are as they were. */
    private void restart() {
        assertLimits();
        Instant now = rig.clock.instant();
        rig.http.close();
        awaiting.clear();
        PollRig next = new PollRig(plan, web::reply, saved, RequestAuth.none());
        next.clock.set(now);
        web.forgetThrottles();
        rig = next;
    }

    private void trigger(boolean confirm) {
        rig.poller.start();
        rig.http.advance(STEP);
        for (PollOutcome outcome : rig.poller.collect(1 + random.nextInt(10))) {
            assertThat(awaiting).doesNotContainKey(outcome.target().name());
            judge(outcome);
            awaiting.put(outcome.target().name(), outcome);
        }
        web.settle(rig.clock.instant());
        for (PollOutcome outcome : List.copyOf(awaiting.values())) {
            if (confirm) {
                confirm(outcome);
            } else if (random.nextBoolean()) {
                rig.poller.release(outcome);
                awaiting.remove(outcome.target().name());
            }
        }
    }

    private void confirm(PollOutcome outcome) {
        PollTarget target = outcome.target();
        rig.poller.confirm(outcome);
        awaiting.remove(target.name());
        saved.put(target.name(), outcome.next().encode());
        if (outcome instanceof PollOutcome.Observed observed) {
            freshlyPolled.add(target.name());
            if (observed.coverage() == Coverage.COMPLETE) {
                int version = observed.rows().get(0).price().intValueExact();
                confirmedVersion.put(target.name(), version);
            }
        } else if (outcome instanceof PollOutcome.Nothing) {
            freshlyPolled.add(target.name());
        }
    }

    private void judge(PollOutcome outcome) {
        String path = path(outcome.target());
        if (outcome instanceof PollOutcome.Observed observed) {
            Set<String> seen = observed.rows().stream().map(Observation::sku).collect(Collectors.toSet());
            assertThat(SimulatedWeb.skus(path)).as("products of %s", path).containsAll(seen);
            if (observed.coverage() == Coverage.COMPLETE) {
                assertThat(seen).as("complete poll of %s", path).isEqualTo(SimulatedWeb.skus(path));
            }
            if (path.startsWith("/loop")) {
                assertThat(observed.coverage()).isEqualTo(Coverage.PARTIAL);
            }
        }
        if (outcome instanceof PollOutcome.Nothing && path.startsWith("/one")) {
            assertThat(confirmedVersion)
                    .as("304 without a page before")
                    .containsKey(outcome.target().name());
        }
        int pages = outcome.target().pagination().maxPages() + 1;
        assertThat(outcome.facts().requests()).isBetween(1, pages * (plan.retries() + 1));
    }

    private void assertLimits() {
        Map<String, List<Instant>> starts = new HashMap<>();
        for (FakeHttp.Sent sent : rig.http.sent()) {
            starts.computeIfAbsent(sent.ask().url().getHost(), host -> new ArrayList<>())
                    .add(sent.at());
        }
        HostLimits limits = plan.hosts();
        starts.forEach((host, times) -> {
            assertThat(rig.http.mostUnderWay(host)).isLessThanOrEqualTo(limits.concurrency());
            for (int from = 0; limits.perSecond() > 0 && from < times.size(); from += 7) {
                for (int to = from; to < times.size(); to += 5) {
                    double seconds =
                            Duration.between(times.get(from), times.get(to)).toMillis() / 1e3;
                    assertThat((double) (to - from + 1))
                            .isLessThanOrEqualTo(limits.burst() + seconds * limits.perSecond() + 1e-6);
                }
            }
        });
    }

    private static String path(PollTarget target) {
        URI url = target.requests().get(0);
        return url.getPath();
    }
}
