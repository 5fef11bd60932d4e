package io.nifistreaming.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A 304 is given when nothing changed, and never when something did. */
class ConditionalTest {
    private final HandClock clock = new HandClock("2026-11-20T10:00:00.500Z");
    private ShopServer shop;
    private Visitor visitor;

    @BeforeEach
    void open() throws IOException {
        shop = ShopServer.start(ShopOptions.defaults().calm().withProducts(50).withClock(clock));
        visitor = new Visitor(shop);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anUnchangedListingIsNotSentAgainToWhoHoldsItsTag() throws Exception {
        String tag = header(visitor.get("/alpha/products"), "ETag");

        HttpResponse<byte[]> again = visitor.get("/alpha/products", "If-None-Match", tag);
        shop.control().price("alpha", "SKU-00001", new BigDecimal("1.23"));
        HttpResponse<byte[]> changed = visitor.get("/alpha/products", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(header(changed, "ETag")).isNotEqualTo(tag);
    }

    @Test
    void aPriceThatWentAndCameBackHasItsOldTag() throws Exception {
        BigDecimal before = shop.truth().current("alpha", "SKU-00001").price();
        String tag = header(visitor.get("/alpha/products/SKU-00001"), "ETag");

        shop.control().price("alpha", "SKU-00001", new BigDecimal("1.23"));
        shop.control().price("alpha", "SKU-00001", before);

        assertThat(visitor.get("/alpha/products/SKU-00001", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void theZippedAnswerHasATagOfItsOwnAndBothAreKnown() throws Exception {
        String plain = header(visitor.get("/alpha/products"), "ETag");
        String zipped = header(visitor.get("/alpha/products", "Accept-Encoding", "gzip"), "ETag");

        HttpResponse<byte[]> again =
                visitor.get("/alpha/products", "If-None-Match", "\"other\", W/" + zipped, "Accept-Encoding", "gzip");

        assertThat(zipped).isNotEqualTo(plain);
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void noDateIsGivenWhileTheSecondOfTheChangeLasts() throws Exception {
        HttpResponse<byte[]> sameSecond = visitor.get("/cascade/products");
        clock.set("2026-11-20T10:00:01Z");
        HttpResponse<byte[]> nextSecond = visitor.get("/cascade/products");

        assertThat(sameSecond.headers().firstValue("Last-Modified")).isEmpty();
        assertThat(header(nextSecond, "Last-Modified")).isEqualTo("Fri, 20 Nov 2026 10:00:00 GMT");
    }

    @Test
    void aDateSparesTheBodyUntilSomethingChangesEvenIfThatIsALeavingProduct() throws Exception {
        clock.advance(Duration.ofSeconds(5));
        String date = header(visitor.get("/cascade/products"), "Last-Modified");

        int unchanged =
                visitor.get("/cascade/products", "If-Modified-Since", date).statusCode();
        shop.control().vanish("cascade", "SKU-00007");
        int changed =
                visitor.get("/cascade/products", "If-Modified-Since", date).statusCode();

        assertThat(unchanged).isEqualTo(304);
        assertThat(changed).isEqualTo(200);
    }

    @Test
    void aTagThatNoLongerFitsOutweighsADateThatDoes() throws Exception {
        clock.advance(Duration.ofSeconds(5));
        String date = header(visitor.get("/alpha/products"), "Last-Modified");

        HttpResponse<byte[]> response =
                visitor.get("/alpha/products", "If-None-Match", "\"old\"", "If-Modified-Since", date);

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void sitesWithoutValidatorsAlwaysAnswerInFull() throws Exception {
        clock.advance(Duration.ofSeconds(5));
        HttpResponse<byte[]> first = visitor.get("/dune/products");

        HttpResponse<byte[]> second = visitor.get(
                "/dune/products", "If-None-Match", "*", "If-Modified-Since", "Fri, 20 Nov 2026 10:00:04 GMT");

        assertThat(first.headers().firstValue("ETag")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(200);
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
