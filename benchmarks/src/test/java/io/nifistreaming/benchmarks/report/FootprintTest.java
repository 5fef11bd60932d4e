package io.nifistreaming.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FootprintTest {
    @Test
    void readsTheTotalOfAHistogram() {
        String histogram = " num     #instances         #bytes  class name (module)\n"
                + "-------------------------------------------------------\n"
                + "   1:         20534        1839912  [B (java.base@17.0.15)\n"
                + "   2:             3             72  com.example.Total 99\n"
                + "Total        123456       98765432\n";

        assertThat(Footprint.total(histogram)).isEqualTo(98_765_432);
    }

    @Test
    void readsWhatIsResidentOfAStatus() {
        assertThat(Footprint.residentBytes("Name:\tjava\nVmHWM:\t  999 kB\nVmRSS:\t  1234 kB\n"))
                .isEqualTo(1234 * 1024);
    }

    @Test
    void refusesWhatTellsNeither() {
        assertThatThrownBy(() -> Footprint.total("no such process")).hasMessageContaining("no such process");
        assertThatThrownBy(() -> Footprint.residentBytes("Name:\tjava\n")).hasMessageContaining("VmRSS");
    }
}
