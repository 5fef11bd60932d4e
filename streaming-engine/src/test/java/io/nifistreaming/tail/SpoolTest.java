package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolTest {
    private static final Path SPOOL = Path.of("/spool");

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final TailPlan plan =
            TailPlan.of(TailRoot.of(SPOOL, "*.csv*")).withSpool(new Completion.Suffix(".COMPLETED"));

    @Test
    void aDeliveredFileGetsItsSuffixAndIsNotReadAgain() throws IOException {
        disk.append(SPOOL.resolve("a.csv"), bytes("1,2\n3,4"));
        TailRig rig = new TailRig(plan, disk, clock.instant());

        rig.drain();
        rig.restart();
        rig.drain();

        assertThat(rig.text()).isEqualTo("1,2\n3,4");
        assertThat(disk.paths()).containsExactly(SPOOL.resolve("a.csv.COMPLETED"));
    }

    @Test
    void aNameThatIsTakenGetsANumber() throws IOException {
        disk.append(SPOOL.resolve("a.csv.COMPLETED"), bytes("before\n"));
        disk.append(SPOOL.resolve("a.csv"), bytes("now\n"));
        TailRig rig = new TailRig(plan, disk, clock.instant());

        rig.drain();

        assertThat(rig.text()).isEqualTo("now\n");
        assertThat(disk.content(SPOOL.resolve("a.csv.COMPLETED.1"))).isEqualTo(bytes("now\n"));
    }

    @ParameterizedTest
    @CsvSource({
        ".COMPLETED, b.COMPLETED.csv, b.COMPLETED.csv.COMPLETED",
        ".COMPLETED, b.csv.COMPLETED.1x, b.csv.COMPLETED.1x.COMPLETED",
        "., a.csv, a.csv."
    })
    void aNameThatOnlyContainsTheSuffixIsNotCompleted(String suffix, String name, String completed) throws IOException {
        TailPlan spool = TailPlan.of(TailRoot.of(SPOOL, "*")).withSpool(new Completion.Suffix(suffix));
        disk.append(SPOOL.resolve(name), bytes("1,2\n"));
        disk.append(SPOOL.resolve("done.csv" + suffix), bytes("done\n"));
        disk.append(SPOOL.resolve("done.csv" + suffix + ".12"), bytes("done as well\n"));
        TailRig rig = new TailRig(spool, disk, clock.instant());

        rig.drain();
        rig.restart();
        rig.drain();

        assertThat(rig.text()).isEqualTo("1,2\n");
        assertThat(disk.exists(SPOOL.resolve(completed))).isTrue();
    }

    /** Else nothing would ever be read, and nobody told. */
    @Test
    void aSuffixThatAllNamesHaveAnywayIsRefused() {
        TailPlan logs = TailPlan.of(TailRoot.of(SPOOL, "*.log"));

        assertThatThrownBy(() -> logs.withSpool(new Completion.Suffix(".log")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Completed Suffix", "'.log'", "Files", "choose another");
        assertThat(logs.withSpool(new Completion.Suffix(".log.done")).isSpool()).isTrue();
        assertThat(TailPlan.of(TailRoot.of(SPOOL, "*.{csv,log}"))
                        .withSpool(new Completion.Suffix("}"))
                        .isSpool())
                .isTrue();
    }

    @Test
    void aFileThatChangesAfterItWasPickedUpIsQuarantinedAndTheRestGoesOn() throws IOException {
        disk.append(SPOOL.resolve("a.csv"), bytes("1,2\n"));
        TailRig rig = new TailRig(plan, disk, clock.instant());
        rig.poll();
        rig.pass();
        while (rig.all(TailOutcome.Discovered.class).isEmpty()) {
            rig.pass();
        }
        disk.append(SPOOL.resolve("a.csv"), bytes("late\n"));
        disk.append(SPOOL.resolve("b.csv"), bytes("5,6\n"));

        rig.drain();

        assertThat(rig.all(TailOutcome.Quarantined.class)).singleElement().satisfies(quarantined -> assertThat(
                        quarantined.reason())
                .contains("a.csv changed after it was picked up"));
        assertThat(disk.exists(SPOOL.resolve("a.csv"))).isTrue();
        assertThat(disk.exists(SPOOL.resolve("b.csv.COMPLETED"))).isTrue();
        assertThat(rig.text()).doesNotContain("late");
    }

    @Test
    void aFileWhoseTargetDirectoryIsMissingIsReadOnceAndPutAwayOnceTheDirectoryIsThere() throws IOException {
        Path done = Path.of("/done");
        disk.append(SPOOL.resolve("a.csv"), bytes("1,2\n"));
        TailRig rig = new TailRig(moving("*.csv", done), disk, clock.instant());

        rig.drain();
        rig.restart();
        rig.drain();
        assertThat(disk.paths()).containsExactly(SPOOL.resolve("a.csv"));

        disk.directory(done);
        rig.drain();
        assertThat(rig.text()).isEqualTo("1,2\n");
        assertThat(disk.paths()).containsExactly(done.resolve("a.csv"));
    }

    @Test
    void whatWasMovedIsNotReadAgainAlthoughAPatternMatchesIt() throws IOException {
        Path done = SPOOL.resolve("done");
        disk.directory(done);
        disk.append(SPOOL.resolve("a.csv"), bytes("1,2\n"));
        TailRig rig = new TailRig(moving("*.csv", done), disk, clock.instant());

        rig.drain();
        rig.restart();
        rig.drain();

        assertThat(rig.text()).isEqualTo("1,2\n");
        assertThat(disk.paths()).containsExactly(done.resolve("a.csv"));
    }

    @Test
    void aDirectoryThatIsReadItselfOrIsNotAbsoluteIsRefused() {
        assertThatThrownBy(() -> moving("*.csv", SPOOL)).hasMessageContainingAll("Completed Directory", "/spool");
        assertThatThrownBy(() -> moving("*.csv", Path.of("/spool/x/.."))).hasMessageContaining("Completed Directory");
        assertThatThrownBy(() -> new Completion.Move(Path.of("done"))).hasMessageContaining("absolute");
        assertThatThrownBy(() -> new Completion.Move(Path.of(""))).hasMessageContaining("absolute");
    }

    private static TailPlan moving(String pattern, Path directory) {
        return TailPlan.of(new TailRoot(SPOOL, List.of(pattern), List.of(), true))
                .withSpool(new Completion.Move(directory));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
