package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.FAILURE;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.INVALID;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.origin.Origin;
import io.nifistreaming.shop.Failure;
import io.nifistreaming.shop.FailureMode;
import io.nifistreaming.shop.ShopOptions;
import io.nifistreaming.shop.ShopServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollTroubleTest {
    private static final int PRODUCTS = 10;

    @TempDir
    Path folder;

    private ShopServer shop;

    @BeforeEach
    void openShop() throws Exception {
        shop = ShopServer.start(
                ShopOptions.defaults().withPort(0).withProducts(PRODUCTS).calm());
        shop.control().freeze(true);
    }

    @AfterEach
    void closeShop() {
        shop.close();
    }

    private String target(String name, String path, String more) {
        return """
                {"targets": [{"name": "%s", "url": "%s%s", "items": "$.products", "currency": "EUR", %s
                  "fields": {"sku": "$.sku", "price": "$.price", "in_stock": "$.in_stock"}}]}
                """.formatted(name, shop.baseUrl(), path, more);
    }

    @ParameterizedTest
    @CsvSource({"CAPTCHA, captcha", "WRONG_TYPE, wrong-content-type", "SCHEMA_GONE, schema-gone", "NOT_JSON, unreadable"
    })
    void anUnexpectedPageGoesToInvalidAndNeverLooksLikeAChange(FailureMode mode, String kind) {
        try (PollHarness polling = new PollHarness(folder, target("alpha", "/alpha/products", ""))) {
            polling.runner().setProperty(PollProperties.MISSES, "1");
            polling.until(() -> polling.count(SUCCESS) == 1);
            // Its price moves, so that the next good answer is no 304.
            shop.control().price("alpha", "SKU-00001", new BigDecimal("77777.77"));
            shop.control().fail("alpha", new Failure(mode, 2, 0));

            polling.until(() -> polling.count(SUCCESS) == 2);

            assertThat(polling.count(INVALID)).isPositive();
            MockFlowFile page = polling.files(INVALID).get(0);
            page.assertAttributeEquals("stream.error.kind", kind);
            page.assertAttributeExists("stream.error.message");
            assertThat(Origin.from(page.getAttributes()).orElseThrow().source().id())
                    .isEqualTo("alpha!pages");
            assertThat(page.getSize()).isPositive();
            assertThat(polling.records(SUCCESS).get(PRODUCTS).get("change").textValue())
                    .isEqualTo("up");
            assertThat(polling.records(SUCCESS)).hasSize(PRODUCTS + 1);
        }
    }

    @Test
    void rowsThatCannotBeReadGoToInvalidBesideGoodOnes() {
        String targets = target("borealis", "/borealis/products", "")
                .replace("$.products", "$.data.items")
                .replace("$.sku", "$.id")
                .replace("$.price", "$.offer.price.display")
                // Words for stock that nobody told the processor about.
                .replace("$.in_stock", "$.name");
        try (PollHarness polling = new PollHarness(folder, targets)) {
            polling.until(() -> polling.count(INVALID) == 1);

            MockFlowFile rows = polling.files(INVALID).get(0);
            rows.assertAttributeEquals("stream.error.kind", "bad-value");
            rows.assertAttributeEquals("record.count", Integer.toString(PRODUCTS));
            assertThat(polling.records(INVALID).get(0).get("error_message").textValue())
                    .contains("'in_stock'", "in_stock_words");
            assertThat(polling.count(SUCCESS)).isZero();
        }
    }

    @Test
    void aHostThatFailsIsToldOncePerTroubleAndDisturbsNobody() {
        String targets = """
                {"targets": [
                  {"name": "ember", "url": "%1$s/ember/products", "items": "$.items",
                   "fields": {"sku": "$.sku", "price": "$.price"}},
                  {"name": "alpha", "url": "%1$s/alpha/products", "items": "$.products",
                   "fields": {"sku": "$.sku", "price": "$.price"}}]}
                """.formatted(shop.baseUrl());
        shop.control().fail("ember", new Failure(FailureMode.ERROR_500, 0, 0));
        try (PollHarness polling = new PollHarness(folder, targets)) {
            polling.runner().setProperty(HttpProperties.HOST_FAILURES, "1000");
            polling.until(() -> shop.counters().get("ember").requests() >= 12);

            assertThat(polling.count(FAILURE)).isEqualTo(1);
            polling.files(FAILURE).get(0).assertAttributeEquals("poll.target", "ember");
            assertThat(polling.count(SUCCESS)).isEqualTo(1);
            polling.files(SUCCESS).get(0).assertAttributeEquals("poll.target", "alpha");
        }
    }

    @Test
    void whatDidNotChangeIsWrittenOnlyWhileSomebodyWantsIt() {
        String targets = target("dune", "/dune/products", "").replace("$.price", "$.price.amount");
        try (PollHarness polling = new PollHarness(folder, targets)) {
            polling.until(() ->
                    polling.count(SUCCESS) == 1 && shop.counters().get("dune").requests() >= 4);
            assertThat(polling.count(UNCHANGED)).isZero();
            polling.runner().addConnection(UNCHANGED);

            polling.until(() -> polling.count(UNCHANGED) >= 1);

            assertThat(polling.records(UNCHANGED).get(0).get("change").textValue())
                    .isEqualTo("same");
            assertThat(Origin.from(polling.files(UNCHANGED).get(0).getAttributes()))
                    .isEmpty();
        }
    }

    @Test
    void aFlowFileAsksForTargetsOnce() {
        try (PollHarness polling = withInput(target("alpha", "/alpha/products", "\"interval\": \"1 hour\","))) {
            polling.until(() -> polling.count(SUCCESS) == 1);
            polling.runner().enqueue(target("dune", "/dune/products", "").replace("$.price", "$.price.amount"));

            polling.until(() -> polling.count(SUCCESS) == 2 && polling.runner().isQueueEmpty());

            polling.files(SUCCESS).get(1).assertAttributeEquals("stream.origin.id", "dune");
            assertThat(polling.count(FAILURE)).isZero();
        }
    }

    @Test
    void aFlowFileAsksAConfiguredTargetForSomeSkus() {
        String targets = target(
                        "alpha", "/alpha/products/{sku}", "\"skus\": [\"SKU-00001\"], \"interval\": \"1 hour\",")
                .replace("$.products", "$");
        try (PollHarness polling = withInput(targets)) {
            polling.until(() -> polling.count(SUCCESS) == 1);
            polling.runner().enqueue("", Map.of("poll.target", "alpha", "poll.skus", "SKU-00002, SKU-00003"));

            polling.until(() -> polling.records(SUCCESS).size() == 3);

            assertThat(polling.records(SUCCESS))
                    .extracting(record -> record.get("sku").textValue())
                    .containsExactlyInAnyOrder("SKU-00001", "SKU-00002", "SKU-00003");
            assertThat(polling.runner().isQueueEmpty()).isTrue();
        }
    }

    @Test
    void aFlowFileThatNamesNoValidTargetsFailsWithTheField() {
        try (PollHarness polling = withInput(target("alpha", "/alpha/products", ""))) {
            polling.runner().enqueue("{\"targets\": [{\"name\": \"x\"}]}");

            polling.until(() -> polling.count(FAILURE) == 1);

            polling.files(FAILURE).get(0).assertAttributeEquals("stream.error.kind", "bad-targets");
            polling.files(FAILURE).get(0).assertAttributeEquals("stream.error.message", "targets[0].url is required");
        }
    }

    @Test
    void aFlowFileStaysQueuedWhenTheProcessorStops() {
        shop.control().fail("alpha", new Failure(FailureMode.HANG, 0, 0));
        try (PollHarness polling = withInput(
                target("dune", "/dune/products", "\"interval\": \"1 hour\",").replace("$.price", "$.price.amount"))) {
            polling.runner().enqueue(target("alpha", "/alpha/products", ""));
            polling.until(() -> shop.counters().get("alpha").inFlight() > 0);

            polling.stop();

            assertThat(polling.runner().getQueueSize().getObjectCount()).isEqualTo(1);
        }
    }

    private PollHarness withInput(String targets) {
        PollHarness polling = new PollHarness(folder, targets);
        polling.runner().setIncomingConnection(true);
        polling.runner().setNonLoopConnection(true);
        return polling;
    }
}
