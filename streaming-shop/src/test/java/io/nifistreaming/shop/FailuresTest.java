package io.nifistreaming.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures that a test asks for. */
class FailuresTest {
    private final HandClock clock = new HandClock("2026-11-20T10:00:00.500Z");
    private ShopServer shop;
    private Visitor visitor;

    @BeforeEach
    void open() throws IOException {
        shop = ShopServer.start(ShopOptions.defaults().calm().withProducts(20).withClock(clock));
        visitor = new Visitor(shop);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_500, 500, text/plain",
        "ERROR_503, 503, text/plain",
        "CAPTCHA, 200, text/html; charset=utf-8",
        "WRONG_TYPE, 200, text/html",
        "SCHEMA_GONE, 200, application/json",
        "NOT_JSON, 200, application/json",
        "NOT_FOUND, 404, application/json",
        "UNAUTHORIZED, 401, application/json",
        "FORBIDDEN, 403, application/json",
        "REDIRECT_LOOP, 302, text/plain",
        "SLOW, 200, application/json"
    })
    void aForcedFailureLooksAsItShouldAndServesNothingWrong(FailureMode mode, int status, String type)
            throws Exception {
        shop.control().fail("alpha", new Failure(mode, 1, 1));

        HttpResponse<byte[]> wrong = visitor.get("/alpha/products");
        HttpResponse<byte[]> right = visitor.get("/alpha/products");

        assertThat(wrong.statusCode()).isEqualTo(status);
        assertThat(wrong.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(right.statusCode()).isEqualTo(200);
        long served = mode == FailureMode.SLOW ? 2 : 1;
        assertThat(shop.truth().current("alpha", "SKU-00001").served()).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({"DROP", "DROP_MID_BODY", "HANG"})
    void aBrokenConnectionIsAnErrorForTheClientAndNothingServed(FailureMode mode) throws Exception {
        // Three, because the JDK's client asks again by itself when a kept connection breaks.
        shop.control().fail("alpha", new Failure(mode, 3, 1));

        assertThatThrownBy(() -> visitor.get("/alpha/products")).isInstanceOf(IOException.class);
        shop.control().heal("alpha");

        assertThat(shop.truth().current("alpha", "SKU-00001").served()).isZero();
        assertThat(visitor.get("/alpha/products").statusCode()).isEqualTo(200);
    }

    @Test
    void retryAfterComesInSecondsOrAsADateThatIsNotTooEarly() throws Exception {
        shop.control().fail("alpha", new Failure(FailureMode.THROTTLE_SECONDS, 1, 7));
        HttpResponse<byte[]> seconds = visitor.get("/alpha/products");
        shop.control().fail("alpha", new Failure(FailureMode.THROTTLE_DATE, 1, 7));
        HttpResponse<byte[]> date = visitor.get("/alpha/products");

        assertThat(List.of(seconds.statusCode(), date.statusCode())).containsExactly(429, 429);
        assertThat(seconds.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(date.headers().firstValue("Retry-After")).hasValue("Fri, 20 Nov 2026 10:00:08 GMT");
    }

    @Test
    void redirectsGoInCirclesOrAway() throws Exception {
        shop.control().fail("alpha", new Failure(FailureMode.REDIRECT_LOOP, 1, 0));
        HttpResponse<byte[]> loop = visitor.get("/alpha/products?x=1");
        shop.control().fail("alpha", new Failure(FailureMode.REDIRECT_AWAY, 1, 0));
        HttpResponse<byte[]> away = visitor.get("/alpha/products");

        assertThat(loop.headers().firstValue("Location")).hasValue("/alpha/products?x=1");
        assertThat(away.headers().firstValue("Location")).hasValue("http://elsewhere.invalid/");
    }

    @Test
    void anOversizedAnswerIsAsLargeAsAsked() throws Exception {
        shop.control().fail("alpha", new Failure(FailureMode.OVERSIZED, 1, 2));

        assertThat(visitor.get("/alpha/products").body().length).isGreaterThan(2 << 20);
    }

    @Test
    void aFailureWithoutAnEndLastsUntilItIsHealedAndTouchesNobodyElse() throws Exception {
        shop.control().fail("alpha", new Failure(FailureMode.ERROR_500, 0, 0));

        for (int request = 0; request < 5; request++) {
            assertThat(visitor.get("/alpha/products").statusCode()).isEqualTo(500);
        }
        assertThat(visitor.get("/borealis/products").statusCode()).isEqualTo(200);
        shop.control().heal("alpha");

        assertThat(visitor.get("/alpha/products").statusCode()).isEqualTo(200);
        assertThat(shop.counters().get("alpha").failures()).isEqualTo(5);
        assertThat(shop.counters().get("alpha").status()).containsEntry(500, 5L).containsEntry(200, 1L);
    }

    @Test
    void manyLateAnswersWaitTogether() throws Exception {
        shop.control().fail("alpha", new Failure(FailureMode.SLOW, 0, 400));
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.baseUrl() + "/alpha/products/SKU-00001"))
                .build();

        List<CompletableFuture<HttpResponse<Void>>> answers = IntStream.range(0, 100)
                .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .toList();
        answers.forEach(CompletableFuture::join);

        assertThat(shop.counters().get("alpha").maxInFlight())
                .as("more than the shop has threads")
                .isGreaterThan(32);
        assertThat(shop.counters().get("alpha").served()).isEqualTo(100);
    }
}
