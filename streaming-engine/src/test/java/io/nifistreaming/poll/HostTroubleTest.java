package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.testing.FakeHttp;
import io.nifistreaming.testing.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostTroubleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aHostThatKeepsFailingRestsWithoutDisturbingTheOthers() {
        PollRig rig = new PollRig(
                PollPlan.of(targets(20, SECOND)),
                (ask, now) -> ask.url().getHost().equals("h0.example") ? FakeReply.drop() : FakeReply.of(200, "s 1"));

        List<PollOutcome> outcomes = rig.runConfirming(HOUR);

        assertThat(askedOf(rig, "h0.example")).hasSizeBetween(5, 60);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof PollOutcome.Observed)
                .hasSizeGreaterThan(10 * 3_000);
    }

    @Test
    void aHostThatComesBackIsFoundOutByASingleRequestAndThenPolledAsEver() {
        Instant[] up = {null};
        PollRig rig = new PollRig(
                PollPlan.of(targets(20, SECOND)),
                (ask, now) -> up[0] == null && isFirst(ask) ? FakeReply.drop() : FakeReply.of(200, "s 1"));
        rig.runConfirming(HOUR);
        up[0] = rig.clock.instant();
        int before = rig.http.sent().size();

        rig.runConfirming(Duration.ofMinutes(20));

        List<Instant> after = new ArrayList<>();
        for (FakeHttp.Sent sent :
                rig.http.sent().subList(before, rig.http.sent().size())) {
            if (isFirst(sent.ask())) {
                after.add(sent.at());
            }
        }
        assertThat(after.get(1)).isAfterOrEqualTo(after.get(0).plusMillis(100));
        assertThat(after).hasSizeGreaterThan(2_000);
        assertThat(rig.troubles).containsExactly("+host h0.example:80", "-host h0.example:80");
    }

    @Test
    void troubleOfAHostIsToldOnceHoweverManyPollsItSpoils() {
        PollRig rig = new PollRig(PollPlan.of(targets(40, SECOND)), (ask, now) -> FakeReply.of(500, ""));

        rig.runConfirming(HOUR);

        assertThat(rig.troubles).containsExactlyInAnyOrder("+host h0.example:80", "+host h1.example:80");
    }

    @Test
    void aShortRetryAfterIsWaitedForWithinThePoll() {
        Instant[] throttled = {null};
        PollRig rig = new PollRig(PollPlan.of(targets(1, HOUR)), (ask, now) -> {
            if (throttled[0] == null) {
                throttled[0] = now;
                return FakeReply.of(429, "").with("Retry-After", "7");
            }
            return FakeReply.of(200, "s 1");
        });

        PollOutcome.Observed observed = rig.next(PollOutcome.Observed.class);

        assertThat(observed.facts().requests()).isEqualTo(2);
        assertThat(rig.http.sent().get(1).at()).isAfterOrEqualTo(throttled[0].plusMillis(7_100));
    }

    @Test
    void aLongRetryAfterEndsThePollAndNobodyAsksThatHostBefore() {
        PollRig rig = new PollRig(
                PollPlan.of(targets(10, SECOND)),
                (ask, now) ->
                        isFirst(ask) ? FakeReply.of(503, "").with("Retry-After", "600") : FakeReply.of(200, "s 1"));

        rig.runConfirming(Duration.ofMinutes(9));

        assertThat(askedOf(rig, "h0.example")).hasSizeLessThanOrEqualTo(8);
        assertThat(askedOf(rig, "h1.example")).hasSizeGreaterThan(500);
    }

    @Test
    void aLongListCutShortGoesOnWhereItEnded() {
        List<String> skus = IntStream.range(0, 100).mapToObj(i -> "s" + i).toList();
        PollTarget many = PricePollerTest.target("http://a.example/{sku}", skus, Pagination.none());
        PollRig rig = new PollRig(
                PollPlan.of(List.of(many)),
                (ask, now) -> ask.url().getPath().equals("/s50") && now.isBefore(Instant.parse("2026-01-01T00:01:00Z"))
                        ? FakeReply.of(429, "").with("Retry-After", "120")
                        : FakeReply.of(200, ask.url().getPath().substring(1) + " 1"));

        PollOutcome.Observed cut = rig.nextConfirmed(PollOutcome.Observed.class);
        int sent = rig.http.sent().size();
        PollOutcome.Observed whole = rig.nextConfirmed(PollOutcome.Observed.class);

        assertThat(cut.coverage()).isEqualTo(Coverage.PARTIAL);
        assertThat(cut.next().first()).isBetween(50, 58);
        assertThat(rig.http.sent().get(sent).ask().url().getPath())
                .isEqualTo("/s" + cut.next().first());
        assertThat(whole.coverage()).isEqualTo(Coverage.COMPLETE);
        assertThat(whole.rows()).hasSize(100);
    }

    @Test
    void aTargetWithThousandsOfRequestsDoesNotHoldUpItsNeighbour() {
        List<String> skus = IntStream.range(0, 3_000).mapToObj(i -> "s" + i).toList();
        PollTarget many = PricePollerTest.target("http://a.example/{sku}", skus, Pagination.none());
        PollTarget small = PollTarget.of("small", "acme", "http://a.example/small", HOUR);
        PollRig rig = new PollRig(PollPlan.of(List.of(many, small)), (ask, now) -> FakeReply.of(200, "s 1"));

        PollOutcome.Observed first = rig.next(PollOutcome.Observed.class);

        assertThat(first.target()).isEqualTo(small);
        assertThat(rig.http.sent()).hasSizeLessThan(50);
    }

    @Test
    void hundredsOfRequestsAreUnderWayAtOnceAndNoMoreThanAllowed() {
        PollPlan plan = PollPlan.of(targets(2_000, HOUR)).withHosts(new HostLimits(1_000, 0, 1, 5, SECOND, SECOND));
        PollRig rig = new PollRig(plan, (ask, now) -> FakeReply.of(200, "s 1"));

        rig.poller.start();

        assertThat(rig.poller.inFlight()).isEqualTo(512);
        assertThat(rig.runConfirming(Duration.ofSeconds(2))).hasSize(2_000);
    }

    @Test
    void anUnauthorisedAnswerIsToldToTheSupplierOfCredentials() {
        List<String> refused = new ArrayList<>();
        RequestAuth auth = new RequestAuth() {
            @Override
            public CompletableFuture<Map<String, String>> headers(PollTarget target) {
                return RequestAuth.bearer("old").headers(target);
            }

            @Override
            public void refused(PollTarget target) {
                refused.add(target.name());
            }
        };
        PollRig rig = new PollRig(PollPlan.of(targets(1, HOUR)), (ask, now) -> FakeReply.of(401, ""), Map.of(), auth);

        PollOutcome.Reject reject = rig.next(PollOutcome.Reject.class);

        assertThat(refused).containsExactly("t0");
        assertThat(reject.message()).doesNotContain("old");
        assertThat(rig.http.sent().get(0).ask().credentials()).containsEntry("Authorization", "Bearer old");
    }

    private static boolean isFirst(HttpAsk ask) {
        return ask.url().getHost().equals("h0.example");
    }

    private static List<Instant> askedOf(PollRig rig, String host) {
        return rig.http.sent().stream()
                .filter(sent -> sent.ask().url().getHost().equals(host))
                .map(FakeHttp.Sent::at)
                .toList();
    }

    /** Half of them at h0, half at h1. */
    private static List<PollTarget> targets(int count, Duration interval) {
        return IntStream.range(0, count)
                .mapToObj(i -> PollTarget.of("t" + i, "acme", "http://h" + i % 2 + ".example/" + i, interval))
                .toList();
    }
}
