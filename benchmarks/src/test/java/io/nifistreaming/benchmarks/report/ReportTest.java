package io.nifistreaming.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Machine MACHINE = new Machine("Abacus", 2, 24_576, "Linux 6", "JVM 17", 0.5);

    @Test
    void oneDisturbedRunDoesNotMoveTheMedian() {
        Contender contender = new Contender(
                "ours", List.of(new Sample(100, 1, 0.5), new Sample(100, 50, 0.5), new Sample(100, 1.25, 0.5)));

        assertThat(contender.perSecond()).isEqualTo(80);
        assertThat(contender.slowest()).isEqualTo(2);
        assertThat(contender.fastest()).isEqualTo(100);
        assertThat(contender.cpuMicros()).isEqualTo(5_000);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        Contender contender = new Contender("ours", List.of(new Sample(100, 1, 0), new Sample(200, 1, 0)));

        assertThat(contender.perSecond()).isEqualTo(150, within(1e-9));
    }

    @Test
    void whatWasNotMeasuredIsRefused() {
        assertThatThrownBy(() -> new Contender("ours", List.of())).hasMessageContaining("never run");
        assertThatThrownBy(() -> new Sample(1, 0, 0)).hasMessageContaining("No measurement");
    }

    @Test
    void theReportComparesEachWithTheFirstAndTellsTheMachineAndItsLoad() {
        Report report = new Report("Publishing", MACHINE, Instant.parse("2026-11-20T10:00:00.123Z"));

        report.table(
                "none",
                "records",
                List.of(
                        new Contender("loop", List.of(new Sample(1_000_000, 1, 1))),
                        new Contender("ours", List.of(new Sample(1_000_000, 2, 1.5)))));

        assertThat(report.markdown(new Machine("Abacus", 2, 24_576, "Linux 6", "JVM 17", 1.25)))
                .contains("2026-11-20T10:00:00Z · Abacus, 2 cores, 24.0 GiB, Linux 6, JVM 17")
                .contains("load average 0.50 before and 1.25 after")
                .contains("| loop | 1,000,000 | 1,000,000 – 1,000,000 | 1.00 | 1.00 |")
                .contains("| ours | 500,000 | 500,000 – 500,000 | 1.50 | 0.50 |");
    }

    @Test
    void throughputIsToldInMegabytesAndLinesAndInCpuForAGigabyte() {
        Report report = new Report("Tailing", MACHINE, Instant.EPOCH);

        report.throughput(
                "alone",
                200,
                List.of(
                        new Contender("copy", List.of(new Sample(1_000_000_000, 1, 0.4))),
                        new Contender("ours", List.of(new Sample(1_000_000_000, 2, 1.5)))));

        assertThat(report.markdown(MACHINE))
                .contains("| Case | MB/s (median) | slowest – fastest | lines/s | CPU s per GB | × the first |")
                .contains("| copy | 1,000 | 1,000 – 1,000 | 5,000,000 | 0.40 | 1.00 |")
                .contains("| ours | 500 | 500 – 500 | 2,500,000 | 1.50 | 0.50 |");
    }

    @Test
    void theReportIsWrittenIntoAFolderThatIsMade(@TempDir Path folder) throws Exception {
        Report report = new Report("Polling", MACHINE, Instant.EPOCH).paragraph("Why it matters.");

        Path file = report.write(folder.resolve("new"), "poll", MACHINE);

        assertThat(file).hasFileName("poll.md");
        assertThat(Files.readString(file)).startsWith("# Polling").contains("Why it matters.");
    }

    @Test
    void thisMachineCanBeDescribed() {
        Machine machine = Machine.now();

        assertThat(machine.cores()).isPositive();
        assertThat(machine.line()).contains("GiB").doesNotContain("null");
    }

    @Test
    void aTableOfMeasuresShowsEachUnderItsTitle() {
        Report report = new Report("Many files", MACHINE, Instant.EPOCH);

        report.table("Quiet", List.of("Case", "CPU", "Heap"), List.of(List.of("ours", "1 %", "2 MB")));

        assertThat(report.markdown(MACHINE))
                .contains("## Quiet\n\n| Case | CPU | Heap |\n|---|---:|---:|\n| ours | 1 % | 2 MB |\n");
    }
}
