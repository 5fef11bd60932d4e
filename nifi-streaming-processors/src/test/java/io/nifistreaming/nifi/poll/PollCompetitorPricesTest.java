package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.INVALID;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.shop.ShopOptions;
import io.nifistreaming.shop.ShopServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.nifi.provenance.ProvenanceEventRecord;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollCompetitorPricesTest {
    private static final int PRODUCTS = 20;

    @TempDir
    Path folder;

    private ShopServer shop;

    @BeforeEach
    void openShop() throws Exception {
        shop = ShopServer.start(ShopOptions.defaults()
                .withPort(0)
                .withSeed(42)
                .withProducts(PRODUCTS)
                .calm());
        shop.control().freeze(true);
    }

    @AfterEach
    void closeShop() {
        shop.close();
    }

    private String alpha() {
        return """
                {"targets": [{"name": "alpha", "url": "%s/alpha/products?api_key=hush", "items": "$.products",
                  "fields": {"sku": "$.sku", "title": "$.title", "price": "$.price", "currency": "$.currency",
                             "in_stock": "$.in_stock", "url": "$.url", "category": "$.category"}}]}
                """.formatted(shop.baseUrl());
    }

    @Test
    void theFirstPollTellsEveryProductOnceWithItsExactPrice() {
        try (PollHarness polling = new PollHarness(folder, alpha())) {
            polling.until(() -> polling.count(SUCCESS) == 1);

            List<JsonNode> records = polling.records(SUCCESS);
            assertThat(records).hasSize(PRODUCTS);
            assertThat(records).allSatisfy(record -> {
                String sku = record.get("sku").textValue();
                BigDecimal truth = shop.truth().current("alpha", sku).price();
                assertThat(record.get("price").decimalValue()).isEqualByComparingTo(truth);
                assertThat(record.get("change").textValue()).isEqualTo("first");
                assertThat(record.get("category").textValue()).isNotEmpty();
            });
        }
    }

    @Test
    void aFlowFileSaysWhereItComesFrom() {
        try (PollHarness polling = new PollHarness(folder, alpha())) {
            polling.until(() -> polling.count(SUCCESS) == 1);

            MockFlowFile file = polling.files(SUCCESS).get(0);
            Origin origin = Origin.from(file.getAttributes()).orElseThrow();
            CRC32C checksum = new CRC32C();
            checksum.update(file.toByteArray());
            assertThat(origin.fits(file.getSize(), checksum.getValue())).isTrue();
            assertThat(origin.source().id()).isEqualTo("alpha");
            assertThat(origin.range().first()).isZero();
            assertThat(origin.range().next()).isEqualTo(PRODUCTS);
            file.assertAttributeEquals("record.count", Integer.toString(PRODUCTS));
        }
    }

    @Test
    void secretsStayOutOfAttributesProvenanceAndState() throws Exception {
        try (PollHarness polling = new PollHarness(folder, alpha())) {
            polling.runner().setProperty(AuthProperties.API_KEY, "key-4711");
            polling.until(() -> polling.count(SUCCESS) == 1);

            ProvenanceEventRecord event = polling.runner().getProvenanceEvents().stream()
                    .filter(one -> one.getEventType() == ProvenanceEventType.RECEIVE)
                    .findFirst()
                    .orElseThrow();
            assertThat(event.getTransitUri()).contains("/alpha/products?api_key=***");
            assertThat(polling.files(SUCCESS).get(0).getAttributes().toString()).doesNotContain("hush", "key-4711");
            assertThat(polling.runner()
                            .getStateManager()
                            .getState(org.apache.nifi.components.state.Scope.CLUSTER)
                            .toMap()
                            .toString())
                    .doesNotContain("hush", "key-4711");
        }
    }

    @Test
    void onlyWhatChangedIsToldAfterwards() {
        try (PollHarness polling = new PollHarness(folder, alpha())) {
            polling.until(() -> polling.count(SUCCESS) == 1);
            BigDecimal before = shop.truth().current("alpha", "SKU-00007").price();
            shop.control().price("alpha", "SKU-00007", new BigDecimal("99999.99"));

            polling.until(() -> polling.count(SUCCESS) == 2);

            JsonNode record = polling.records(SUCCESS).get(PRODUCTS);
            assertThat(record.get("sku").textValue()).isEqualTo("SKU-00007");
            assertThat(record.get("change").textValue()).isEqualTo("up");
            assertThat(record.get("price").decimalValue()).isEqualTo(new BigDecimal("99999.99"));
            assertThat(record.get("previous_price").decimalValue()).isEqualByComparingTo(before);
            polling.files(SUCCESS).get(1).assertAttributeEquals("stream.origin.first", Integer.toString(PRODUCTS));
        }
    }

    @Test
    void thereAndBackIsTwoChanges() {
        try (PollHarness polling = new PollHarness(folder, alpha())) {
            polling.until(() -> polling.count(SUCCESS) == 1);
            BigDecimal before = shop.truth().current("alpha", "SKU-00003").price();
            shop.control().price("alpha", "SKU-00003", before.add(BigDecimal.TEN));
            polling.until(() -> polling.count(SUCCESS) == 2);
            shop.control().price("alpha", "SKU-00003", before);

            polling.until(() -> polling.count(SUCCESS) == 3);

            List<JsonNode> records = polling.records(SUCCESS);
            assertThat(records.get(PRODUCTS).get("change").textValue()).isEqualTo("up");
            assertThat(records.get(PRODUCTS + 1).get("change").textValue()).isEqualTo("down");
            assertThat(polling.count(INVALID)).isZero();
        }
    }

    @Test
    void aRestartGoesOnWithConditionalRequests() {
        try (PollHarness polling = new PollHarness(folder, alpha())) {
            polling.until(() -> polling.count(SUCCESS) == 1);
            polling.stop();
            long before = shop.counters().get("alpha").notModified();
            long full = shop.counters().get("alpha").served();

            polling.until(() -> shop.counters().get("alpha").notModified() > before);

            assertThat(shop.counters().get("alpha").served()).isEqualTo(full);
            assertThat(polling.count(SUCCESS)).isEqualTo(1);
        }
    }

    @Test
    void aProductThatIsMissingIsGoneOnlyAfterSeveralPolls() {
        try (PollHarness polling = new PollHarness(folder, alpha())) {
            polling.runner().setProperty(PollProperties.MISSES, "3");
            polling.until(() -> polling.count(SUCCESS) == 1);
            long asked = shop.counters().get("alpha").requests();
            shop.control().vanish("alpha", "SKU-00005");

            polling.until(() -> polling.count(SUCCESS) == 2);

            JsonNode record = polling.records(SUCCESS).get(PRODUCTS);
            assertThat(record.get("sku").textValue()).isEqualTo("SKU-00005");
            assertThat(record.get("tombstone").textValue()).isEqualTo("gone");
            assertThat(record.get("price").isNull()).isTrue();
            assertThat(shop.counters().get("alpha").requests() - asked).isGreaterThanOrEqualTo(3);
        }
    }
}
