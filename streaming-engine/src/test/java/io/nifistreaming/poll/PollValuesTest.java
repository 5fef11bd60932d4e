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
    @CsvSource(delimiter = '|', textBlock = """
            http://a/p?api_key=1&page=2                     | http://a/p?api_key=***&page=2
            http://u:p@a/p#top                              | http://a/p
            http://a:81/p?region=eu&sku=y                   | http://a:81/p?region=***&sku=***
            http://a/p?page=hunter2                         | http://a/p?page=***
            http://a/p?s3cr3tT0ken                          | http://a/p?***
            http://a/p?s3cr3tT0ken=                         | http://a/p?***=***
            http://a/s3cr3t/prices                          | http://a/***/prices
            http://a/9f86d081884c7d659a2feaa0c55ad015/list  | http://a/***/list
            http://a/550e8400-e29b-41d4-a716-446655440000/l | http://a/***/l
            http://a/1234-5678-9012-3456/list               | http://a/***/list
            http://a/eyJhbGciOiJIUzI1NiJ9.e30.Zr-7_xyz/list | http://a/***/list
            http://a/AKIAIOSFODNNEXAMPLE/list               | http://a/***/list
            http://a/wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY/list   | http://a/***/list
            http://a/qwhzmnbvcxlkjhgfdsapoi/list            | http://a/***/list
            http://a/ab12-cd34-ef56/list                    | http://a/***/list
            http://a/%FF%FE/list                            | http://a/***/list
            http://a/%41KIA1234567890ABCDEF/list            | http://a/***/list
            http://a/list;jsessionid=0A1B2C                 | http://a/list;***
            """)
    void whatCouldBeASecretIsNotShown(String url, String shown) {
        assertThat(Redacted.url(URI.create(url))).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example/",
                "http://a/api/v2/catalogue/products.json",
                "http://a/competitorPrices/SKU-00042/",
                "http://a/de/Herren%20Schuhe/5g-router_2026",
                "http://a/p/4006381333931?page=3&limit=100",
                "http://a/prices/2026-11-24/eu-west"
            })
    void whatHelpsToFindTheTroubleIsShown(String url) {
        assertThat(Redacted.url(URI.create(url))).isEqualTo(url);
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
