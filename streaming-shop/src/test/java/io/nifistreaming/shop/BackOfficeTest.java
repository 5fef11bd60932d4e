package io.nifistreaming.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Control and truth over HTTP. */
class BackOfficeTest {
    private ShopServer shop;
    private Visitor visitor;

    @BeforeEach
    void open() throws IOException {
        shop = ShopServer.start(ShopOptions.defaults().withProducts(20).calm());
        visitor = new Visitor(shop);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aPriceThatIsSetIsServedAndItsHistoryTellsWhatWasServed() throws Exception {
        visitor.get("/alpha/products");
        visitor.post("/admin/price?competitor=alpha&sku=SKU-00002&price=12.34");
        visitor.get("/alpha/products/SKU-00002");
        visitor.send("HEAD", "/alpha/products/SKU-00002");

        List<JsonNode> history = lines("/truth/history?competitor=alpha&sku=SKU-00002");

        assertThat(history).extracting(line -> line.get("served").asInt()).containsExactly(1, 1);
        JsonNode current = history.get(1);
        assertThat(current.get("price").asText()).isEqualTo("12.34");
        assertThat(current.get("until").isNull()).isTrue();
        assertThat(current.get("first_served").asText()).endsWith("Z");
        assertThat(visitor.json("/truth/price?competitor=alpha&sku=SKU-00002")).isEqualTo(current);
    }

    @Test
    void stockPresenceAndTicksAreMovedFromOutside() throws Exception {
        visitor.post("/admin/stock?competitor=dune&sku=SKU-00001&in_stock=false");
        visitor.post("/admin/vanish?competitor=dune&sku=SKU-00002");
        visitor.post("/admin/freeze");
        JsonNode frozen = visitor.post("/admin/tick?n=5");
        visitor.post("/admin/thaw");
        JsonNode moved = visitor.post("/admin/tick?n=5");

        JsonNode products = visitor.json("/dune/products").get("products");
        assertThat(products).hasSize(19);
        assertThat(products.get(0).get("available").asBoolean()).isFalse();
        assertThat(frozen.get("tick").asInt()).isZero();
        assertThat(moved.get("tick").asInt()).isEqualTo(5);
        assertThat(visitor.json("/health").get("tick").asInt()).isEqualTo(5);
    }

    @Test
    void thePageAtTheAddressListsWhatThereIsAndItsLinksWork() throws Exception {
        HttpResponse<byte[]> page = visitor.get("/");
        String text = Visitor.text(page);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(text).contains("/alpha/products", "/harbor/products", "/truth", "/admin/counters");
        Matcher links = Pattern.compile("href=\"([^\"]+)\"").matcher(text);
        while (links.find()) {
            String link = links.group(1).replace("&amp;", "&");
            assertThat(visitor.get(link).statusCode()).as(link).isEqualTo(200);
        }
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() throws Exception {
        HttpResponse<byte[]> answer = visitor.get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Visitor.text(answer)).contains("GET /nowhere", "GET /");
    }

    @Test
    void failuresAreOrderedAndHealedFromOutside() throws Exception {
        visitor.post("/admin/failure?competitor=grove&mode=error_503&argument=3");
        HttpResponse<byte[]> failing = visitor.get("/grove/products");
        visitor.post("/admin/heal?competitor=grove");

        assertThat(failing.statusCode()).isEqualTo(503);
        assertThat(failing.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(visitor.get("/grove/products").statusCode()).isEqualTo(200);
    }

    @Test
    void requestsAreLoggedAndCounted() throws Exception {
        visitor.get("/alpha/products?x=1");
        visitor.get("/ember/products");

        JsonNode requests = visitor.json("/admin/requests?competitor=alpha");
        JsonNode counters = visitor.json("/admin/counters");

        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).get("target").asText()).isEqualTo("/alpha/products?x=1");
        assertThat(requests.get(0).get("outcome").asText()).isEqualTo("served");
        assertThat(counters.at("/alpha/status/200").asInt()).isEqualTo(1);
        assertThat(counters.at("/ember/requests").asInt()).isEqualTo(1);
    }

    @Test
    void aResetThawsUnpinsHealsAndForgets() throws Exception {
        visitor.post("/admin/freeze");
        visitor.post("/admin/failure?competitor=alpha&mode=error_500");
        visitor.get("/alpha/products");

        visitor.post("/admin/reset");

        assertThat(visitor.json("/admin/requests")).isEmpty();
        assertThat(visitor.json("/admin/counters").at("/alpha/requests").asInt())
                .isZero();
        assertThat(visitor.get("/alpha/products").statusCode()).isEqualTo(200);
        assertThat(visitor.post("/admin/tick").get("tick").asInt()).isEqualTo(1);
    }

    @Test
    void theWholeHistoryHasALineForEveryProductOfEverySite() throws Exception {
        visitor.get("/harbor/products");

        List<JsonNode> everything = lines("/truth/history");
        List<JsonNode> served = lines("/truth/history?served=true");

        assertThat(everything).hasSize(8 * 20);
        assertThat(served)
                .hasSize(20)
                .allMatch(line -> line.get("competitor").asText().equals("harbor"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/price?competitor=nobody&sku=SKU-00001&price=1",
                "/admin/price?competitor=alpha&sku=SKU-77777&price=1",
                "/admin/price?competitor=alpha&sku=SKU-00001&price=0",
                "/admin/price?competitor=alpha&sku=SKU-00001&price=1.999",
                "/admin/price?competitor=alpha&sku=SKU-00001&price=cheap",
                "/admin/price?competitor=alpha&sku=SKU-00001",
                "/admin/failure?competitor=alpha&mode=explode",
                "/admin/stock?competitor=alpha&sku=SKU-00001&in_stock=perhaps",
                "/admin/tick?n=0"
            })
    void wrongParametersAreToldAndChangeNothing(String target) throws Exception {
        HttpResponse<byte[]> response = visitor.send("POST", target);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Visitor.parse(response).get("error").asText()).isNotBlank();
        assertThat(lines("/truth/history")).allMatch(line -> line.get("version").asInt() == 0);
    }

    @Test
    void controlTakesPostAloneAndUnknownAddressesNameTheKnownOnes() throws Exception {
        HttpResponse<byte[]> get = visitor.get("/admin/tick");

        assertThat(get.statusCode()).isEqualTo(404);
        assertThat(Visitor.text(get)).contains("POST /admin/tick");
        assertThat(visitor.send("DELETE", "/alpha/products").statusCode()).isEqualTo(405);
    }

    private List<JsonNode> lines(String target) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = visitor.get(target);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        return Visitor.text(response).lines().map(BackOfficeTest::parsed).toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("Not JSON: " + line, broken);
        }
    }
}
