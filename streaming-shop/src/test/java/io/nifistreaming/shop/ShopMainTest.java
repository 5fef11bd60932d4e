package io.nifistreaming.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ShopMainTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void aTakenPortIsNamedTogetherWithTheRemedy() throws Exception {
        try (ShopServer first = ShopServer.start(ShopOptions.defaults().withProducts(1))) {
            int code = run("--port", Integer.toString(first.port()), "--products", "1");

            assertThat(code).isEqualTo(1);
            assertThat(errors.toString()).contains(Integer.toString(first.port()), "--port");
        }
    }

    @Test
    void aNumberThatMakesNoSenseIsAUsageError() {
        int code = run("--products", "0");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).contains("products must be 1 to 99999, but is 0");
    }

    @Test
    void theMarketMovesByItselfWhenTicksAreTimed() throws Exception {
        CountDownLatch moved = new CountDownLatch(1);
        try (ShopServer shop =
                ShopServer.start(ShopOptions.defaults().withProducts(1).withTickMillis(1))) {
            Thread watcher = new Thread(() -> {
                while (shop.truth().tick() < 3) {
                    Thread.onSpinWait();
                }
                moved.countDown();
            });
            watcher.setDaemon(true);
            watcher.start();

            assertThat(moved.await(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new ShopMain())
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
