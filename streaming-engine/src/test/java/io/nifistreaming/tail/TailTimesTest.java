package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TailTimesTest {
    private final TailTimes times = TailTimes.defaults();

    @Test
    void aFileThatChangesIsLookedAtEachTime() {
        assertThat(times.untilNextLook(0)).isZero();
        assertThat(times.untilNextLook(times.idle().toMillis() - 1)).isZero();
        assertThat(times.untilNextLook(-5_000)).isZero();
    }

    @Test
    void anIdleOneIsLeftAloneTheLongerTheLongerItIsQuiet() {
        assertThat(times.untilNextLook(times.idle().toMillis())).isEqualTo(200);
        assertThat(times.untilNextLook(5_000)).isEqualTo(500);
    }

    @Test
    void itIsNeverLeftAloneForMoreThanAnIdleLook() {
        assertThat(times.untilNextLook(10_000)).isEqualTo(times.idleLook().toMillis());
        assertThat(times.untilNextLook(Long.MAX_VALUE))
                .isEqualTo(times.idleLook().toMillis());
    }
}
