package io.nifistreaming.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.origin.Range;
import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rotation goes on while nobody takes what would be read. */
class LogTailerLookTest {
    private static final Path LOGS = Path.of("/logs");
    private static final Path LOG = LOGS.resolve("app.log");

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final TailRig rig = new TailRig(TailPlan.of(TailRoot.of(LOGS, "*.log")), disk, clock.instant());

    @AfterEach
    void close() {
        rig.close();
        assertThat(disk.open()).isZero();
    }

    @Test
    void whatRotationDeletesMeanwhileIsReadOnceSomebodyTakesIt() throws IOException {
        StringBuilder written = new StringBuilder();
        for (int generation = 0; generation < 10; generation++) {
            written.append(append(LOG, "generation " + generation + "\n"));
            rig.look(true);
            written.append(append(LOG, "later in " + generation + "\n"));
            rig.look(true);
            disk.remove(LOG);
            rig.look(true);
        }
        assertThat(rig.batches()).isEmpty();

        rig.drain();

        assertThat(rig.text()).isEqualTo(written.toString());
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();
    }

    @Test
    void whatIsWrittenByCopyAndTruncateMeanwhileIsReadFromTheCopies() throws IOException {
        append(LOG, "one\n");
        rig.look(true);
        disk.overwrite(LOGS.resolve("app.log.1"), disk.content(LOG));
        disk.overwrite(LOG, new byte[0]);
        append(LOG, "two\n");
        rig.look(true);

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\ntwo\n");
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();
    }

    @Test
    void whatIsDestroyedIsReportedAsSoonAsReportsAreTaken() throws IOException {
        append(LOG, "gone before it was read\n");
        rig.look(true);
        disk.remove(LOG);
        // Nothing leads to the deleted file any more once its handle is closed.
        rig.restart();
        for (int time = 0; time < 10; time++) {
            rig.look(false);
        }
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();

        for (int time = 0; time < 10; time++) {
            rig.look(true);
        }

        assertThat(rig.all(TailOutcome.Lost.class)).singleElement().satisfies(lost -> {
            assertThat(lost.report().range()).isEqualTo(new Range(0, 24));
            assertThat(lost.report().cause()).isEqualTo(LossReport.Cause.GONE_BEFORE_READ);
        });
    }

    /** However many are deleted: the files that stay open are bounded, and what is given up is reported. */
    @Test
    void deletedFilesThatAreNotReadAreHeldUpToABoundAndReportedBeyondIt() throws IOException {
        for (int file = 0; file < 1_200; file++) {
            Path log = LOGS.resolve("till-" + file + ".log");
            append(log, "line of " + file + "\n");
            rig.look(true);
            disk.remove(log);
            if (file % 100 == 0) {
                assertThat(disk.open()).isLessThanOrEqualTo(1_024);
            }
        }
        rig.drain();

        assertThat(rig.batches()).hasSizeGreaterThanOrEqualTo(1_023);
        assertThat(rig.batches().size() + rig.all(TailOutcome.Lost.class).size())
                .isEqualTo(1_200);
    }

    /** Nobody can tell beforehand which of them will be deleted. */
    @Test
    void filesOfWhichNothingIsReadYetAreHeldWhileTheyAreThereStill() throws IOException {
        for (int file = 0; file < 1_200; file++) {
            append(LOGS.resolve("till-" + file + ".log"), "line of " + file + "\n");
        }
        for (int time = 0; time < 3; time++) {
            rig.look(true);
        }
        assertThat(disk.open()).isBetween(1_000, 1_024);
        disk.paths().forEach(disk::remove);

        rig.drain();

        assertThat(rig.batches()).hasSizeGreaterThanOrEqualTo(1_000);
        assertThat(rig.batches().size() + rig.all(TailOutcome.Lost.class).size())
                .isEqualTo(1_200);
    }

    private String append(Path file, String text) {
        disk.append(file, text.getBytes(UTF_8));
        return text;
    }
}
