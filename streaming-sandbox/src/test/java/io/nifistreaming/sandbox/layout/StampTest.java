package io.nifistreaming.sandbox.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StampTest {
    @Test
    void theSameInputsGiveTheSameStamp() {
        assertThat(Stamp.of(List.of("a", "b")))
                .isEqualTo(Stamp.of(List.of("a", "b")))
                .hasSize(32);
    }

    @Test
    void aChangeOfContentOrderOrBoundaryGivesAnother() {
        String stamp = Stamp.of(List.of("ab", "c"));

        assertThat(stamp).isNotEqualTo(Stamp.of(List.of("a", "bc")));
        assertThat(stamp).isNotEqualTo(Stamp.of(List.of("c", "ab")));
        assertThat(stamp).isNotEqualTo(Stamp.of(List.of("ab", "d")));
    }
}
