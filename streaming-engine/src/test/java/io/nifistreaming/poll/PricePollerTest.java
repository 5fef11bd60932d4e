package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.testing.FakeReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PricePollerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final PollTarget ONE = PollTarget.of("one", "acme", "http://a.example/prices", MINUTE);

    @Test
    void aTargetIsPolledAtEachIntervalOnceItsOutcomeIsConfirmed() {
        PollRig rig = new PollRig(PollPlan.of(List.of(ONE)), (ask, now) -> FakeReply.of(200, "s1 9.99"));

        List<PollOutcome> outcomes = rig.runConfirming(Duration.ofMinutes(5));

        assertThat(outcomes).hasSize(5).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(PollOutcome.Observed.class, observed -> {
                    assertThat(observed.rows()).extracting(Observation::sku).containsExactly("s1");
                    assertThat(observed.coverage()).isEqualTo(Coverage.COMPLETE);
                    assertThat(observed.facts().url()).isEqualTo("http://a.example/prices");
                }));
    }

    @Test
    void aTargetWhoseOutcomeAwaitsItsFateIsNotPolledAgain() {
        PollRig rig = new PollRig(PollPlan.of(List.of(ONE)), (ask, now) -> FakeReply.of(200, "s1 9.99"));

        List<PollOutcome> outcomes = rig.run(Duration.ofMinutes(10));

        assertThat(outcomes).hasSize(1);
        assertThat(rig.http.sent()).hasSize(1);
    }

    @Test
    void aReleasedOutcomeIsPolledAgainFromTheOldCursor() {
        PollRig rig = new PollRig(PollPlan.of(List.of(ONE)), (ask, now) -> FakeReply.of(200, "s1 1")
                .with("ETag", "\"v1\""));

        rig.poller.release(rig.next(PollOutcome.Observed.class));
        rig.poller.confirm(rig.next(PollOutcome.Observed.class));
        rig.next(PollOutcome.Observed.class);

        assertThat(rig.http.sent())
                .extracting(sent -> sent.ask().headers().get("If-None-Match"))
                .containsExactly(null, null, "\"v1\"");
    }

    @Test
    void aTargetWithoutIntervalIsPolledOnce() {
        PollTarget once = PollTarget.of("once", "acme", "http://a.example/x", Duration.ZERO);
        PollRig rig = new PollRig(PollPlan.of(List.of()), (ask, now) -> FakeReply.of(200, "s1 1"));
        rig.poller.add(once, PollCursor.start());

        List<PollOutcome> outcomes = rig.runConfirming(Duration.ofMinutes(5));

        assertThat(outcomes).hasSize(1);
        assertThat(rig.http.sent()).hasSize(1);
    }

    @Test
    void anUnchangedPageIsNothingAlsoAfterARestart() {
        PollPlan plan = PollPlan.of(List.of(ONE));
        PollRig first =
                new PollRig(plan, (ask, now) -> FakeReply.of(200, "s1 1").with("ETag", "\"v1\""));
        String saved = first.nextConfirmed(PollOutcome.Observed.class).next().encode();

        PollRig second = new PollRig(
                plan,
                (ask, now) -> "\"v1\"".equals(ask.headers().get("If-None-Match"))
                        ? FakeReply.of(304, "")
                        : FakeReply.of(500, ""),
                Map.of("one", saved),
                RequestAuth.none());
        PollOutcome.Nothing nothing = second.nextConfirmed(PollOutcome.Nothing.class);

        assertThat(nothing.next().sameProgress(PollCursor.decode(saved))).isTrue();
    }

    @Test
    void aChangedMappingOrStoreMakesTheNextPollUnconditional() {
        PollPlan plan = PollPlan.of(List.of(ONE));
        PollRig first =
                new PollRig(plan, (ask, now) -> FakeReply.of(200, "s1 1").with("ETag", "\"v1\""));
        String saved = first.nextConfirmed(PollOutcome.Observed.class).next().encode();
        PollPlan changed = new PollPlan(
                plan.http(),
                plan.hosts(),
                plan.backoff(),
                10,
                2,
                MINUTE,
                MINUTE,
                12,
                10,
                "other store",
                plan.targets());

        PollRig second =
                new PollRig(changed, (ask, now) -> FakeReply.of(200, "s1 1"), Map.of("one", saved), RequestAuth.none());
        second.next(PollOutcome.Observed.class);

        assertThat(second.http.sent().get(0).ask().headers()).doesNotContainKey("If-None-Match");
    }

    @Test
    void aHalfReadListingMakesNoProductLookMissing() {
        PollTarget pages = target("http://a.example/list", List.of(), new Pagination.PageNumber("page", 1, 9));
        PollRig rig = new PollRig(
                PollPlan.of(List.of(pages)),
                (ask, now) -> ask.url().getQuery().equals("page=1") ? FakeReply.of(200, "s1 1") : FakeReply.drop());

        PollOutcome.Observed observed = rig.next(PollOutcome.Observed.class);

        assertThat(observed.rows()).extracting(Observation::sku).containsExactly("s1");
        assertThat(observed.coverage()).isEqualTo(Coverage.PARTIAL);
        assertThat(observed.facts().requests()).isEqualTo(4);
    }

    @Test
    void aProductWhoseOwnPageIsGoneIsMissingOnlyWhileTheSiteStands() {
        PollTarget skus = target("http://a.example/p/{sku}", List.of("s1", "s2"), Pagination.none());
        PollRig standing = new PollRig(
                PollPlan.of(List.of(skus)),
                (ask, now) -> ask.url().getPath().endsWith("s1") ? FakeReply.of(200, "s1 1") : FakeReply.of(404, ""));
        PollRig moved = new PollRig(PollPlan.of(List.of(skus)), (ask, now) -> FakeReply.of(404, ""));

        PollOutcome.Observed one = standing.next(PollOutcome.Observed.class);
        PollOutcome.Reject none = moved.next(PollOutcome.Reject.class);

        assertThat(one.coverage()).isEqualTo(Coverage.COMPLETE);
        assertThat(none.kind()).isEqualTo(RejectKind.NOT_FOUND);
    }

    @Test
    void productsWithAnUnchangedPageOfTheirOwnAreNotMissing() {
        PollTarget skus = target("http://a.example/p/{sku}", List.of("s1", "s2"), Pagination.none());
        PollRig rig = new PollRig(PollPlan.of(List.of(skus)), (ask, now) -> {
            boolean second = ask.url().getPath().endsWith("s2");
            if (second && ask.headers().containsKey("If-None-Match")) {
                return FakeReply.of(304, "");
            }
            return FakeReply.of(200, second ? "s2 2" : "s1 1").with("ETag", second ? "\"x\"" : "");
        });
        rig.nextConfirmed(PollOutcome.Observed.class);

        PollOutcome.Observed observed = rig.next(PollOutcome.Observed.class);

        assertThat(observed.unchanged()).isEqualTo(Set.of("s2"));
        assertThat(observed.coverage()).isEqualTo(Coverage.COMPLETE);
    }

    @Test
    void amongPagesThatAnswer304NothingIsMissingAndEachTwelfthSweepIsFull() {
        PollTarget pages = target("http://a.example/list", List.of(), new Pagination.PageNumber("page", 1, 9));
        PollRig rig = new PollRig(
                PollPlan.of(List.of(pages)), (ask, now) -> switch (ask.url().getQuery()) {
                    case "page=1" -> FakeReply.of(200, "s1 " + now.getEpochSecond());
                    case "page=2" ->
                        ask.headers().containsKey("If-None-Match")
                                ? FakeReply.of(304, "")
                                : FakeReply.of(200, "s2 2").with("ETag", "\"x\"");
                    default -> FakeReply.of(404, "");
                });

        List<PollOutcome> outcomes = rig.runConfirming(Duration.ofMinutes(25));

        List<Coverage> coverages = outcomes.stream()
                .map(outcome -> ((PollOutcome.Observed) outcome).coverage())
                .toList();
        assertThat(coverages.subList(1, 11)).containsOnly(Coverage.PARTIAL);
        assertThat(coverages).element(0).isEqualTo(Coverage.COMPLETE);
        assertThat(coverages.subList(11, 24)).contains(Coverage.COMPLETE);
    }

    @Test
    void anUnexpectedPageIsRejectedWithEvidenceAndLeavesTheCursorAlone() {
        PollRig rig = new PollRig(
                PollPlan.of(List.of(ONE)), (ask, now) -> FakeReply.of(200, "<html>please solve this captcha")
                        .with("Content-Type", "text/html")
                        .with("ETag", "\"c\""));

        PollOutcome.Reject reject = rig.nextConfirmed(PollOutcome.Reject.class);

        assertThat(reject.kind()).isEqualTo(RejectKind.CAPTCHA);
        assertThat(new String(reject.pages().get(0).evidence().bytes(), StandardCharsets.UTF_8))
                .contains("solve");
        assertThat(reject.message()).doesNotContain("solve");
        assertThat(reject.next().validators()).isEmpty();
    }

    @Test
    void credentialsThatCanNotBeHadFailThePollAndNotThePoller() {
        RequestAuth auth = target -> CompletableFuture.failedFuture(new IllegalStateException("secret"));
        PollRig rig = new PollRig(PollPlan.of(List.of(ONE)), (ask, now) -> FakeReply.of(200, ""), Map.of(), auth);

        PollOutcome.Failed failed = rig.next(PollOutcome.Failed.class);

        assertThat(failed.message()).contains("one").doesNotContain("secret");
        assertThat(rig.http.sent()).isEmpty();
    }

    @Test
    void whoeverIsShutOutStopsKnocking() {
        List<String> skus = IntStream.range(0, 500).mapToObj(i -> "s" + i).toList();
        PollTarget many = target("http://a.example/p/{sku}", skus, Pagination.none());
        PollRig rig = new PollRig(PollPlan.of(List.of(many)), (ask, now) -> FakeReply.of(403, ""));

        PollOutcome.Reject reject = rig.next(PollOutcome.Reject.class);

        assertThat(reject.kind()).isEqualTo(RejectKind.FORBIDDEN);
        assertThat(rig.http.sent()).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void aBrokenExtractorIsHeardOfAndDoesNotBlockItsTargetForEver() {
        boolean[] broken = {true};
        PollRig rig =
                new PollRig(PollPlan.of(List.of(ONE)), (ask, now) -> FakeReply.of(200, broken[0] ? "s1" : "s1 1"));

        assertThatThrownBy(() -> rig.next(PollOutcome.class)).isInstanceOf(ArrayIndexOutOfBoundsException.class);
        broken[0] = false;

        assertThat(rig.next(PollOutcome.Observed.class).rows()).hasSize(1);
    }

    @Test
    void anAnswerToARemovedTargetIsThrownAway() {
        PollRig rig = new PollRig(PollPlan.of(List.of(ONE)), (ask, now) -> FakeReply.of(200, "s1 1"));
        rig.poller.start();

        rig.poller.remove("one");

        assertThat(rig.run(MINUTE)).isEmpty();
        assertThat(rig.poller.inFlight()).isZero();
        assertThat(rig.poller.nextStart()).map(Instant::toString).isEmpty();
    }

    static PollTarget target(String url, List<String> skus, Pagination pagination) {
        return new PollTarget(
                "t", "acme", new UrlTemplate(url, 50), Map.of(), skus, Map.of(), pagination, MINUTE, Set.of());
    }
}
