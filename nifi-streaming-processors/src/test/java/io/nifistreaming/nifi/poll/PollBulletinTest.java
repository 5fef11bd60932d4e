package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.shop.ShopOptions;
import io.nifistreaming.shop.ShopServer;
import io.nifistreaming.store.StoreException;
import io.nifistreaming.testing.FakeClock;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.serialization.RecordSetWriter;
import org.apache.nifi.serialization.record.MockRecordWriter;
import org.apache.nifi.serialization.record.RecordSchema;
import org.apache.nifi.util.LogMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors and warnings are what NiFi shows as bulletins. */
class PollBulletinTest {
    private static final int PRODUCTS = 5;
    private static final int TRIGGERS = 20;

    @TempDir
    Path folder;

    private final StubbornStore store = new StubbornStore();
    private ShopServer shop;
    private PollHarness polling;

    @BeforeEach
    void open() throws Exception {
        shop = ShopServer.start(
                ShopOptions.defaults().withPort(0).withProducts(PRODUCTS).calm());
        shop.control().freeze(true);
        polling = new PollHarness(new PollCompetitorPrices(directory -> store, Clock.systemUTC()), folder);
        polling.runner().setProperty(PollProperties.TARGETS, """
                {"targets": [{"name": "alpha", "url": "%s/alpha/products", "items": "$.products",
                  "fields": {"sku": "$.sku", "price": "$.price", "currency": "$.currency"}}]}
                """.formatted(shop.baseUrl()));
    }

    @AfterEach
    void close() {
        polling.close();
        shop.close();
    }

    @Test
    void stateThatCannotBeWrittenIsOneBulletinAndThePricesCome() {
        polling.runner().getStateManager().setFailOnStateSet(Scope.CLUSTER, true);
        polling.until(() -> !errors().isEmpty());
        triggers();
        assertThat(errors()).singleElement().asString().contains("state can't be written", "ZooKeeper");
        assertThat(polling.count(SUCCESS)).isEqualTo(1);

        polling.runner().getStateManager().setFailOnStateSet(Scope.CLUSTER, false);
        polling.until(() -> infos().stream().anyMatch(info -> info.contains("NiFi's state can be written again")));

        assertThat(errors()).hasSize(1);
        assertThat(polling.count(SUCCESS)).isEqualTo(1);
        assertThat(polling.records(SUCCESS)).hasSize(PRODUCTS);
    }

    @Test
    void theNextTroubleOfTheSameKindIsToldAgain() {
        for (int trouble = 1; trouble <= 2; trouble++) {
            int troubles = trouble;
            polling.runner().getStateManager().setFailOnStateSet(Scope.CLUSTER, true);
            shop.control().price("alpha", "SKU-00001", new BigDecimal(1000 * trouble));
            polling.until(() -> errors().size() == troubles);
            triggers();
            polling.runner().getStateManager().setFailOnStateSet(Scope.CLUSTER, false);

            polling.until(() -> infos().stream()
                            .filter(info -> info.contains("NiFi's state can be written again"))
                            .count()
                    == troubles);
        }

        assertThat(errors()).hasSize(2);
    }

    @Test
    void aStoreThatCannotBeOpenedIsOneBulletinAndIsTriedSeldomUntilItCan() {
        FakeClock clock = new FakeClock();
        AtomicInteger tries = new AtomicInteger();
        AtomicBoolean broken = new AtomicBoolean(true);
        StoreOpener opener = directory -> {
            tries.incrementAndGet();
            if (broken.get()) {
                throw new StoreException(StoreException.Kind.UNUSABLE, "Can't create the store directory", null);
            }
            return store;
        };
        polling.close();
        polling = new PollHarness(new PollCompetitorPrices(opener, clock), folder);

        for (int trigger = 0; trigger < 2_000; trigger++) {
            polling.trigger();
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(errors()).singleElement().asString().contains("can't begin", "Can't create the store directory");
        assertThat(tries).hasValueGreaterThanOrEqualTo(6).hasValueLessThanOrEqualTo(9);

        broken.set(false);
        clock.advance(Duration.ofMinutes(1));
        polling.trigger();
        assertThat(errors()).hasSize(1);
        assertThat(infos()).anyMatch(info -> info.contains("Polling begins"));
    }

    @Test
    void stateThatCannotBeReadIsOneBulletinAndNothingIsAsked() {
        polling.runner().getStateManager().setFailOnStateGet(Scope.CLUSTER, true);
        triggers();
        assertThat(errors()).singleElement().asString().contains("state can't be read", "ZooKeeper");
        assertThat(shop.counters().get("alpha").requests()).isZero();

        polling.runner().getStateManager().setFailOnStateGet(Scope.CLUSTER, false);
        polling.until(() -> polling.count(SUCCESS) == 1);

        assertThat(errors()).hasSize(1);
        assertThat(infos()).anyMatch(info -> info.contains("NiFi's state can be read again"));
    }

    @Test
    void aStoreThatCannotBeWrittenIsOneBulletinAndSitesAreLeftAlone() {
        polling.until(() -> polling.count(SUCCESS) == 1);
        store.full(true);
        shop.control().price("alpha", "SKU-00001", new BigDecimal("77777.77"));
        polling.until(() -> !errors().isEmpty());
        long asked = shop.counters().get("alpha").requests();
        int refusals = store.refusals();
        polling.until(() -> store.refusals() >= refusals + TRIGGERS);
        assertThat(errors()).singleElement().asString().contains("the disk is full");
        assertThat(shop.counters().get("alpha").requests()).isEqualTo(asked);

        store.full(false);
        polling.until(() -> polling.count(SUCCESS) == 2);

        assertThat(errors()).hasSize(1);
        assertThat(infos()).anyMatch(info -> info.contains("The store works again"));
        assertThat(polling.records(SUCCESS)).hasSize(PRODUCTS + 1);
    }

    @Test
    void recordsThatCannotBeWrittenAreOneBulletinAndWait() throws Exception {
        FussyWriter writer = new FussyWriter();
        polling.runner().addControllerService("writer", writer);
        polling.runner().enableControllerService(writer);
        polling.runner().setProperty(RecordProperties.WRITER, "writer");
        polling.until(() -> !errors().isEmpty());
        triggers();
        assertThat(errors()).singleElement().asString().contains("can't be handed over", "no disk for that");
        assertThat(polling.count(SUCCESS)).isZero();

        writer.refuses = false;
        polling.until(() -> polling.count(SUCCESS) == 1);

        assertThat(errors()).hasSize(1);
        polling.files(SUCCESS).get(0).assertAttributeEquals("stream.origin.first", "0");
        polling.files(SUCCESS).get(0).assertAttributeEquals("record.count", Integer.toString(PRODUCTS));
    }

    private void triggers() {
        for (int trigger = 0; trigger < TRIGGERS; trigger++) {
            polling.trigger();
        }
    }

    private List<String> errors() {
        return messages(polling.runner().getLogger().getErrorMessages());
    }

    private List<String> infos() {
        return messages(polling.runner().getLogger().getInfoMessages());
    }

    private static List<String> messages(List<LogMessage> messages) {
        return messages.stream()
                .filter(message -> !message.getMsg().isEmpty())
                .map(message -> message.getMsg() + " " + message.getThrowable())
                .toList();
    }

    /** Fails as NiFi's session does when its content repository can't be written. */
    private static final class FussyWriter extends MockRecordWriter {
        private volatile boolean refuses = true;

        @Override
        public RecordSetWriter createWriter(
                ComponentLog logger, RecordSchema schema, OutputStream out, Map<String, String> variables) {
            if (refuses) {
                throw new ProcessException("no disk for that");
            }
            return super.createWriter(logger, schema, out, variables);
        }
    }
}
