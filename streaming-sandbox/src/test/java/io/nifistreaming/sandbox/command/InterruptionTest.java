package io.nifistreaming.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final List<String> told = new ArrayList<>();
    private final Interruption interruption = new Interruption(told::add);

    @Test
    void whatWasStartedIsStoppedAndThenAPersonIsTold() {
        interruption.set(() -> told.add("stopping"));

        interruption.run();

        assertThat(told).containsExactly("stopping", "Interrupted: what it had started was stopped.");
        assertThat(interruption.happened()).isTrue();
    }

    @Test
    void afterwardsTheEndOfTheProcessStopsNothing() {
        interruption.set(() -> told.add("stopping"));

        interruption.over();
        interruption.run();

        assertThat(told).isEmpty();
        assertThat(interruption.happened()).isFalse();
    }
}
