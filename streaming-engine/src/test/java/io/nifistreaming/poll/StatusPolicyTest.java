package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPolicyTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final StatusPolicy policy = new StatusPolicy(Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({
        "404,NOT_FOUND",
        "410,GONE",
        "401,UNAUTHORIZED",
        "403,FORBIDDEN",
        "451,FORBIDDEN",
        "400,BAD_STATUS",
        "204,BAD_STATUS",
        "302,BAD_STATUS",
        "501,BAD_STATUS"
    })
    void someStatusesAreHopeless(int status, RejectKind kind) {
        Verdict verdict = judge(answer(status, Map.of(), ""));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Hopeless.class, hopeless -> {
            assertThat(hopeless.kind()).isEqualTo(kind);
            assertThat(hopeless.message()).contains("key=***").doesNotContain("hush");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 500, 502, 503, 504, 599})
    void someStatusesMayPass(int status) {
        assertThat(judge(answer(status, Map.of(), ""))).isInstanceOf(Verdict.Transient.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "120;PT2M",
                "0;PT0S",
                "-5;PT0S",
                "soon;PT0S",
                "99999999999;PT10M",
                "Thu, 01 Jan 2026 12:03:00 GMT;PT3M",
                "Thu, 01 Jan 2026 11:00:00 GMT;PT0S",
                "Fri, 01 Jan 2027 11:00:00 GMT;PT10M"
            })
    void retryAfterIsUnderstoodInBothFormsAndCapped(String value, Duration pause) {
        Verdict verdict = judge(answer(429, Map.of("Retry-After", value), ""));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Throttled.class, throttled -> assertThat(throttled.pause())
                .isEqualTo(pause));
    }

    @Test
    void aRetryDateIsMeasuredByThePeersOwnClock() {
        Map<String, String> headers =
                Map.of("Retry-After", "Thu, 01 Jan 2026 20:00:30 GMT", "Date", "Thu, 01 Jan 2026 20:00:00 GMT");

        Verdict verdict = judge(answer(503, headers, ""));

        assertThat(((Verdict.Throttled) verdict).pause()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void only304ToAConditionalRequestMeansUnchanged() {
        HttpAnswer answer = answer(304, Map.of(), "");

        assertThat(policy.judge(target(Set.of()), answer, Conditional.YES)).isInstanceOf(Verdict.Unchanged.class);
        assertThat(policy.judge(target(Set.of()), answer, Conditional.NO)).isInstanceOf(Verdict.Hopeless.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "application/json;application/json",
                "application/json;application/vnd.shop+json",
                "application/*;application/xml",
                "application/json;Application/JSON; charset=utf-8",
                "application/json;''"
            })
    void fittingContentTypesAreTaken(String accepted, String type) {
        HttpAnswer answer = answer(200, Map.of("Content-Type", type), "{}");

        assertThat(policy.judge(target(Set.of(accepted)), answer, Conditional.NO))
                .isInstanceOf(Verdict.Good.class);
    }

    @Test
    void anotherContentTypeIsRejected() {
        HttpAnswer answer = answer(200, Map.of("Content-Type", "text/csv"), "a,b");

        Verdict verdict = policy.judge(target(Set.of("application/json")), answer, Conditional.NO);

        assertThat(((Verdict.Hopeless) verdict).kind()).isEqualTo(RejectKind.WRONG_CONTENT_TYPE);
    }

    @ParameterizedTest
    @CsvSource({"200,text/html,CAPTCHA", "200,application/json,CAPTCHA", "403,text/html,CAPTCHA"})
    void aPageThatAsksForAHumanIsACaptchaWhateverItClaims(int status, String type, RejectKind kind) {
        String page = " <!DOCTYPE html><html><body>Are you a robot? <div class='g-recaptcha'>";

        Verdict verdict = judge(answer(status, Map.of("Content-Type", type), page));

        assertThat(((Verdict.Hopeless) verdict).kind()).isEqualTo(kind);
    }

    @Test
    void jsonThatTalksAboutCaptchasIsNoCaptcha() {
        HttpAnswer answer = answer(200, Map.of("Content-Type", "application/json"), "{\"title\":\"captcha book\"}");

        assertThat(judge(answer)).isInstanceOf(Verdict.Good.class);
    }

    private Verdict judge(HttpAnswer answer) {
        return policy.judge(target(Set.of()), answer, Conditional.NO);
    }

    private static PollTarget target(Set<String> types) {
        return new PollTarget(
                "t",
                "acme",
                UrlTemplate.of("http://a.example/"),
                Map.of(),
                List.of(),
                Map.of(),
                Pagination.none(),
                Duration.ofMinutes(1),
                types);
    }

    private static HttpAnswer answer(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> multi = new HashMap<>();
        headers.forEach((name, value) -> multi.put(name, List.of(value)));
        return new HttpAnswer(
                status,
                HttpHeaders.of(multi, (name, value) -> true),
                body.getBytes(StandardCharsets.UTF_8),
                URI.create("http://a.example/?key=hush"),
                NOON,
                Duration.ZERO);
    }
}
