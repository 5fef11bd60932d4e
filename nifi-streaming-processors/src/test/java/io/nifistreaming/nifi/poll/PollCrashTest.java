package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.origin.Origin;
import io.nifistreaming.shop.ShopOptions;
import io.nifistreaming.shop.ShopServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollCrashTest {
    private static final int PRODUCTS = 25;

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

    private PollHarness polling(CrashingStore store) {
        PollHarness polling = new PollHarness(new PollCompetitorPrices(directory -> store, Clock.systemUTC()), folder);
        polling.runner().setProperty(PollProperties.MAX_RECORDS, "10");
        polling.runner().setProperty(PollProperties.TARGETS, """
                {"targets": [{"name": "ember", "url": "%s/ember/products", "items": "$.items",
                  "pagination": {"type": "offset", "parameter": "offset", "page_size": 100},
                  "fields": {"sku": "$.sku", "price": "$.price", "currency": "$.currency"}}]}
                """.formatted(shop.baseUrl()));
        return polling;
    }

    @Test
    void aCrashBetweenStoreAndSessionLosesNothing() {
        CrashingStore store = new CrashingStore(CrashingStore.Step.AFTER_RECORDING);
        try (PollHarness crashed = polling(store)) {
            assertThatThrownBy(() -> crashed.until(() -> false)).hasStackTraceContaining("Crash AFTER_RECORDING");
            assertThat(crashed.count(SUCCESS)).isZero();
        }

        try (PollHarness next = polling(store.restarted())) {
            next.until(() -> shop.counters().get("ember").requests() >= 4);

            assertThat(next.files(SUCCESS)).extracting(PollCrashTest::range).containsExactly("0-10", "10-20", "20-25");
            assertThat(next.records(SUCCESS))
                    .extracting(record -> record.get("sku").textValue())
                    .doesNotHaveDuplicates()
                    .hasSize(PRODUCTS);
        }
    }

    @Test
    void aCrashBetweenSessionAndOutboxRepeatsTheSameFlowFiles() {
        CrashingStore store = new CrashingStore(CrashingStore.Step.BEFORE_DELIVERY);
        List<MockFlowFile> before;
        try (PollHarness crashed = polling(store)) {
            crashed.until(() -> crashed.count(SUCCESS) == 3);
            before = List.copyOf(crashed.files(SUCCESS));
        }

        try (PollHarness next = polling(store.restarted())) {
            next.until(() -> next.count(SUCCESS) >= 3);
            long asked = shop.counters().get("ember").requests();
            next.until(() -> shop.counters().get("ember").requests() >= asked + 2);

            assertThat(next.count(SUCCESS)).isEqualTo(3);
            for (int index = 0; index < 3; index++) {
                MockFlowFile again = next.files(SUCCESS).get(index);
                assertThat(Origin.from(again.getAttributes()))
                        .isEqualTo(Origin.from(before.get(index).getAttributes()))
                        .isPresent();
                assertThat(again.toByteArray()).isEqualTo(before.get(index).toByteArray());
            }
        }
    }

    @Test
    void whatIsHandedOverWhileTheStateCannotBeWrittenIsNotHandedOverAgain() {
        CrashingStore store = new CrashingStore(CrashingStore.Step.NEVER);
        try (PollHarness polling = polling(store)) {
            polling.runner().getStateManager().setFailOnStateSet(org.apache.nifi.components.state.Scope.CLUSTER, true);
            polling.until(() -> polling.count(SUCCESS) >= 3);
            assertThat(polling.runner().getLogger().getErrorMessages()).isNotEmpty();
            polling.runner().getStateManager().setFailOnStateSet(org.apache.nifi.components.state.Scope.CLUSTER, false);
            long asked = shop.counters().get("ember").requests();

            polling.until(() -> shop.counters().get("ember").requests() >= asked + 2);

            assertThat(polling.files(SUCCESS))
                    .extracting(PollCrashTest::range)
                    .containsExactly("0-10", "10-20", "20-25");
        }
    }

    @Test
    void aNewStoreCountsUnderANewGeneration() {
        long first = generation(new CrashingStore(CrashingStore.Step.NEVER));

        long second = generation(new CrashingStore(CrashingStore.Step.NEVER));

        assertThat(second).isNotEqualTo(first);
    }

    private long generation(CrashingStore store) {
        try (PollHarness polling = polling(store)) {
            polling.until(() -> polling.count(SUCCESS) == 3);
            return Origin.from(polling.files(SUCCESS).get(0).getAttributes())
                    .orElseThrow()
                    .source()
                    .generation();
        }
    }

    private static String range(MockFlowFile file) {
        return file.getAttribute("stream.origin.first") + "-" + file.getAttribute("stream.origin.next");
    }
}
