package io.nifistreaming.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitingTest {
    @Test
    void aConditionThatHoldsAtOnceIsAskedOnce() {
        AtomicInteger asked = new AtomicInteger();

        boolean held = Waiting.until(Duration.ofMinutes(1), () -> asked.incrementAndGet() > 0);

        assertThat(held).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void itAsksAgainUntilTheConditionHolds() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(Waiting.until(Duration.ofMinutes(1), () -> asked.incrementAndGet() == 3))
                .isTrue();
    }

    @Test
    void withoutPatienceItAsksOnceAndGivesUp() {
        AtomicInteger asked = new AtomicInteger();

        boolean held = Waiting.until(Duration.ZERO, () -> asked.incrementAndGet() > 5);

        assertThat(held).isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        boolean held = Waiting.until(Duration.ofMinutes(1), () -> false);

        assertThat(held).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
