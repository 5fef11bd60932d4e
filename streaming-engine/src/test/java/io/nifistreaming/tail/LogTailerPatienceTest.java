package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is missing is waited for, as long as was said and no longer, and nothing is read that was put in between. */
class LogTailerPatienceTest {
    private static final Path LOGS = Path.of("/logs");
    private static final Path LOG = LOGS.resolve("app.log");
    private static final String HEADER = "column;".repeat(157) + "\n";

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final MemorySink sink = new MemorySink();
    private final StringBuilder text = new StringBuilder();
    private int lost;

    @Test
    void aFileThatIsMissingForLessThanTheLingerIsNotReported() throws IOException {
        append(LOG, "one\nhalf");
        LogTailer tailer = restarted(drained(tailer(Checkpoints.none())));
        byte[] whole = disk.content(LOG);
        disk.remove(LOG);
        poll(tailer, Duration.ofSeconds(1));
        poll(tailer, Duration.ofSeconds(1));
        disk.overwrite(LOGS.resolve("app.log.1"), whole);
        drained(tailer);

        assertThat(lost).isZero();
        assertThat(text.toString()).isEqualTo("one\nhalf");
    }

    @Test
    void aClockThatIsSetBackDoesNotLengthenTheLinger() throws IOException {
        append(LOG, "one\nhalf");
        LogTailer tailer = restarted(drained(tailer(Checkpoints.none())));
        disk.remove(LOG);
        poll(tailer, Duration.ofSeconds(1));
        poll(tailer, Duration.ofHours(-1));
        poll(tailer, Duration.ofSeconds(6));
        poll(tailer, Duration.ofSeconds(6));

        assertThat(lost).isOne();
    }

    @Test
    void theHandleOfADeletedFileIsKeptHoweverManyOthersAreOpened() throws IOException {
        append(LOG, "one\n");
        LogTailer tailer = drained(tailer(Checkpoints.none()));
        append(LOG, "two\nthree without an end");
        disk.remove(LOG);
        for (int other = 0; other < 600; other++) {
            append(LOGS.resolve("other-" + other + ".log"), "other\n");
        }
        drained(tailer);

        assertThat(lost).isZero();
        assertThat(text.toString()).contains("two\n", "three without an end");
        tailer.close();
    }

    /** Between any two reads of it the file is overwritten with a content that begins alike and is longer. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aContentThatTakesThePlaceOfAnotherWhileThatIsReadIsReadFromItsBeginning(int reads) throws IOException {
        append(LOG, HEADER + "old 1\n");
        LogTailer tailer = drained(tailer(Checkpoints.none()));
        append(LOG, "old 2\n");
        disk.meanwhile(
                reads, () -> disk.overwrite(LOG, (HEADER + "new 1\nnew 2\nnew 3\n").getBytes(StandardCharsets.UTF_8)));
        drained(tailer);
        disk.meanwhile(-1, () -> {});
        drained(tailer);

        assertThat(text.toString()).endsWith(HEADER + "new 1\nnew 2\nnew 3\n");
        assertThat(text.toString().split("new 2", -1)).hasSize(2);
        tailer.close();
    }

    private LogTailer tailer(Checkpoints saved) {
        TailPlan plan = TailPlan.of(TailRoot.of(LOGS, "*.log"));
        return new LogTailer(plan, disk, TailListener.none(), saved, clock.instant());
    }

    private LogTailer restarted(LogTailer tailer) {
        Checkpoints saved = tailer.checkpoints();
        tailer.close();
        return tailer(saved);
    }

    private LogTailer drained(LogTailer tailer) throws IOException {
        for (int look = 0; look < 12; look++) {
            poll(tailer, Duration.ofSeconds(1));
        }
        return tailer;
    }

    private void poll(LogTailer tailer, Duration later) throws IOException {
        clock.advance(later);
        List<TailOutcome> outcomes = tailer.poll(clock.instant(), sink, 1_000);
        for (TailOutcome outcome : outcomes) {
            if (outcome instanceof TailOutcome.Batch batch) {
                text.append(new String(MemorySink.bytes(batch.batch()), StandardCharsets.UTF_8));
            }
            lost += outcome instanceof TailOutcome.Lost ? 1 : 0;
        }
        tailer.confirm(outcomes);
    }

    private void append(Path file, String text) {
        disk.append(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
