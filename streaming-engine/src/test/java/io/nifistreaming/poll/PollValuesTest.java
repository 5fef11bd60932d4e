package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollValuesTest {
    @Test
    void aTemplateExpandsToOneRequestASkuOrToBatches() {
        UrlTemplate one = UrlTemplate.of("https://a.example/p/{sku}?region={region}");
        UrlTemplate batches = new UrlTemplate("https://a.example/p?ids={skus}", 2);

        assertThat(one.expand(Map.of("region", "a&b"), List.of("x y", "z/1")))
                .extracting(URI::toString)
                .containsExactly("https://a.example/p/x%20y?region=a%26b", "https://a.example/p/z%2F1?region=a%26b");
        assertThat(batches.expand(Map.of(), List.of("1", "2", "3")))
                .extracting(URI::toString)
                .containsExactly("https://a.example/p?ids=1,2", "https://a.example/p?ids=3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://a/",
                "http://{host}/x",
                "//a/",
                "http://user:pw@a.example/",
                "http://a.example/{sku}/{skus}",
                "http://a b/",
                "http://a.example/|"
            })
    void aTemplateThatCanNotWorkIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> UrlTemplate.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("URL")
                .hasMessageNotContaining("pw");
    }

    @Test
    void aTargetNamesWhatItMisses() {
        assertThatThrownBy(() -> PollTarget.of("acme", "acme", "http://a.example/{region}", Duration.ZERO))
                .hasMessageContaining("acme")
                .hasMessageContaining("{region}");
        assertThatThrownBy(() -> PollTarget.of("acme", "acme", "http://a.example/{sku}", Duration.ZERO))
                .hasMessageContaining("no SKUs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a/p?api_key=1&page=2|http://a/p?api_key=***&page=2",
                        "http://a/p?accessToken=1|http://a/p?accessToken=***",
                "http://u:p@a/p#top|http://a/p", "http://a:81/p?keyword=x&sku=y|http://a:81/p?keyword=x&sku=y",
                "http://a/?X-Amz-Signature=f&sig=g|http://a/?X-Amz-Signature=***&sig=***"
            })
    void whatLooksSecretIsNotShown(String url, String shown) {
        assertThat(Redacted.url(URI.create(url))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a.example/|https://a.example/b|true", "https://a.example/|http://a.example/b|false",
                "http://a.example/|https://a.example/b|true", "https://a.example/|https://cdn.b.example/|true",
                "https://a.example/|https://b.example/|false", "https://a.example/|https://evilb.example/|false",
                "https://a.example/|https://C.EXAMPLE/|true", "https://a.example/|ftp://a.example/|false"
            })
    void hostsAreAllowedByNameOrAsAllBelowOne(String from, String to, boolean allowed) {
        HostRules rules = new HostRules(Set.of("*.b.example", "c.example"));

        String objection = rules.objection(URI.create(from), URI.create(from), URI.create(to));

        assertThat(objection.isEmpty()).isEqualTo(allowed);
    }

    @Test
    void backoffStaysBelowItsDoublingCeilingAndUsesAllOfIt() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        Random random = new Random(7);

        assertThat(backoff.ceiling(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.ceiling(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.ceiling(1_000_000)).isEqualTo(Duration.ofSeconds(60));
        long most = 0;
        for (int round = 0; round < 1_000; round++) {
            most = Math.max(most, backoff.delay(4, random).toMillis());
        }
        assertThat(most).isBetween(7_000L, 8_000L);
    }

    @Test
    void tokensFlowInEvenlyAndSurviveAClockThatJumps() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        TokenBucket bucket = new TokenBucket(2, 3, now);

        for (int burst = 0; burst < 3; burst++) {
            assertThat(bucket.take(now)).isTrue();
        }
        assertThat(bucket.take(now)).isFalse();
        assertThat(bucket.ready(now)).isEqualTo(now.plusMillis(500));
        assertThat(bucket.take(now.minusSeconds(3600))).isFalse();
        assertThat(bucket.take(now.minusSeconds(3599))).isTrue();
        assertThat(bucket.full(now.plusSeconds(10_000_000_000L))).isTrue();
    }

    @Test
    void aHeaderThatIsOursOrBrokenIsRefusedWithoutItsValue() {
        for (Map<String, String> headers : List.of(Map.of("Host", "x"), Map.of("a b", "x"), Map.of("ok", "hush\nx"))) {
            assertThatThrownBy(() -> new PollTarget(
                            "t",
                            "c",
                            UrlTemplate.of("http://a/"),
                            Map.of(),
                            List.of(),
                            headers,
                            Pagination.none(),
                            Duration.ZERO,
                            Set.of()))
                    .hasMessageContaining("header")
                    .hasMessageNotContaining("hush");
        }
    }
}
