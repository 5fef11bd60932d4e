package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of one log come in the order in which they were written, whatever rotation did meanwhile. */
class LineOrderTest {
    private static final Path LOGS = Path.of("/logs");
    /** As long as a fingerprint. */
    private static final String LONG = "x".repeat(4_200) + "\n";

    private static final Path LOG = LOGS.resolve("app.log");

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final StringBuilder text = new StringBuilder();
    private final MemorySink sink = new MemorySink();

    @ParameterizedTest
    @CsvSource({
        "*.log, '', ''",
        "*.log*, '', ''",
        "*.log, .gz, ''",
        "*.log*, .gz, ''",
        "*.log, .gz, .zst",
        "*.log*, .gz, .zst",
        "*.log*, '', .gz"
    })
    void sixRotationsDuringADowntimeAreReadOldestFirst(String pattern, String packed, String other) throws IOException {
        StringBuilder written = new StringBuilder(lines("known"));
        disk.append(LOG, bytes(lines("known")));
        LogTailer tailer = tailer(pattern, Checkpoints.none());
        drain(tailer);
        Checkpoints saved = tailer.checkpoints();
        tailer.close();
        for (int rotation = 1; rotation <= 6; rotation++) {
            disk.append(LOG, bytes(lines("rotation " + rotation)));
            written.append(lines("rotation " + rotation));
            shift();
            Path rotated = LOGS.resolve("app.log.1");
            disk.rename(LOG, rotated);
            pack(rotated, rotation % 2 == 0 ? packed : other);
            clock.advance(Duration.ofMinutes(1));
        }
        disk.append(LOG, bytes("live\n"));

        drain(tailer(pattern, saved));

        assertThat(text.toString()).isEqualTo(written + "live\n");
    }

    @Test
    void filesWithTheDateBeforeTheirEndingAreReadOldestFirst() throws IOException {
        disk.append(LOG, bytes("one\n"));
        LogTailer tailer = tailer("*.log", Checkpoints.none());
        drain(tailer);
        Checkpoints saved = tailer.checkpoints();
        tailer.close();
        StringBuilder written = new StringBuilder("one\n");
        for (int day = 1; day <= 3; day++) {
            disk.append(LOG, bytes("day " + day + "\n"));
            written.append("day ").append(day).append('\n');
            clock.advance(Duration.ofMinutes(1));
            disk.rename(LOG, LOGS.resolve("app-2026010" + (9 - day) + ".log"));
        }
        disk.append(LOG, bytes("live\n"));

        drain(tailer("*.log", saved));

        assertThat(text.toString()).isEqualTo(written + "live\n");
    }

    /** Half of a compressed file stays half of one: it holds up what is younger for five seconds, and no longer. */
    @ParameterizedTest
    @ValueSource(strings = {"*.log", "*.log*"})
    void aFileThatCanNeverBeToldHoldsUpTheOthersForAWhileOnly(String pattern) throws IOException {
        disk.append(LOG, bytes("one\n"));
        LogTailer tailer = tailer(pattern, Checkpoints.none());
        drain(tailer);
        disk.rename(LOG, LOGS.resolve("app.log.2"));
        byte[] whole = TailWorld.compressed(bytes(lines("lost in it")), Form.GZIP);
        disk.overwrite(LOGS.resolve("app.log.1.gz"), Arrays.copyOf(whole, whole.length - 9));
        clock.advance(Duration.ofMillis(10));
        disk.append(LOG, bytes("two\n"));

        poll(tailer, Duration.ofSeconds(1));
        poll(tailer, Duration.ofSeconds(2));
        assertThat(text.toString()).isEqualTo("one\n");
        poll(tailer, Duration.ofSeconds(3));

        assertThat(text.toString()).isEqualTo("one\ntwo\n");
    }

    @Test
    void aFileThatCanNotBeReadHoldsUpTheOthersForAWhileOnly() throws IOException {
        disk.append(LOG, bytes("one\n"));
        LogTailer tailer = tailer("*.log*", Checkpoints.none());
        drain(tailer);
        disk.rename(LOG, LOGS.resolve("app.log.2"));
        disk.append(LOGS.resolve("app.log.1"), bytes("unreadable\n"));
        disk.unreadable(LOGS.resolve("app.log.1"), true);
        disk.append(LOG, bytes("two\n"));

        poll(tailer, Duration.ofSeconds(1));
        poll(tailer, Duration.ofSeconds(6));

        assertThat(text.toString()).isEqualTo("one\ntwo\n");
    }

    /** Logs of workers, with numbers as if they had been rotated: the older one never comes to its end. */
    @Test
    void aLogThatIsWrittenToAllTheTimeHoldsUpNoOther() throws IOException {
        disk.append(LOGS.resolve("worker.log.1"), bytes(LONG + "first of 1\n"));
        clock.advance(Duration.ofMillis(10));
        disk.append(LOGS.resolve("worker.log.2"), bytes(LONG + "first of 2\n"));
        TailPlan plan = plan("worker*").withLimits(TailLimits.defaults().withBatch(1, 1_000));
        LogTailer tailer = new LogTailer(plan, disk, TailListener.none(), Checkpoints.none(), clock.instant());
        for (int round = 0; round < 20; round++) {
            disk.append(LOGS.resolve("worker.log.1"), bytes("again of 1\nand again of 1\n"));
            clock.advance(Duration.ofSeconds(1));
            take(tailer, 1);
        }

        assertThat(text.toString()).contains("first of 1\n", "first of 2\n");
        tailer.close();
    }

    /** The copy is made over an older one, which is looked at seldom: that it is another now is found out at once. */
    @ParameterizedTest
    @ValueSource(ints = {20, 120, 220, 320, 420, 520, 620, 720, 820, 920})
    void aLateLineOfATruncatedLogIsReadInItsCopyFirst(int millis) throws IOException {
        disk.append(LOG, bytes(lines("old")));
        LogTailer tailer = tailer("*.log*", Checkpoints.none());
        drain(tailer);
        disk.rename(LOG, LOGS.resolve("app.log.1"));
        disk.append(LOG, bytes("one\n"));
        drain(tailer);
        for (int poll = 0; poll < 4; poll++) {
            disk.append(LOG, bytes("busy\n"));
            poll(tailer, Duration.ofMillis(300));
            poll(tailer, Duration.ZERO);
            poll(tailer, Duration.ZERO);
        }
        for (int past = 0; past < millis; past += 20) {
            poll(tailer, Duration.ofMillis(20));
        }
        text.setLength(0);

        disk.append(LOG, bytes("late\n"));
        disk.overwrite(LOGS.resolve("app.log.1"), disk.content(LOG));
        disk.overwrite(LOG, bytes("new\n"));
        for (int poll = 0; poll < 20; poll++) {
            poll(tailer, Duration.ofMillis(10));
        }
        drain(tailer);

        assertThat(text.toString()).isEqualTo("late\nnew\n");
        tailer.close();
    }

    private TailPlan plan(String pattern) {
        return TailPlan.of(TailRoot.of(LOGS, pattern));
    }

    private LogTailer tailer(String pattern, Checkpoints saved) {
        return new LogTailer(plan(pattern), disk, TailListener.none(), saved, clock.instant());
    }

    private void shift() {
        for (int number = 9; number >= 1; number--) {
            for (String suffix : new String[] {"", ".gz", ".zst"}) {
                Path from = LOGS.resolve("app.log." + number + suffix);
                if (disk.exists(from)) {
                    disk.rename(from, LOGS.resolve("app.log." + (number + 1) + suffix));
                }
            }
        }
    }

    private void pack(Path file, String suffix) throws IOException {
        if (!suffix.isEmpty()) {
            Path packed = Path.of(file + suffix);
            disk.overwrite(packed, TailWorld.compressed(disk.content(file), Form.of(packed)));
            disk.modified(packed, disk.stat(file).modifiedMillis());
            disk.remove(file);
        }
    }

    private void drain(LogTailer tailer) throws IOException {
        for (int look = 0; look < 40; look++) {
            poll(tailer, Duration.ofMillis(300));
        }
    }

    private void poll(LogTailer tailer, Duration later) throws IOException {
        clock.advance(later);
        take(tailer, 100);
    }

    private void take(LogTailer tailer, int most) throws IOException {
        for (TailOutcome outcome : tailer.poll(clock.instant(), sink, most)) {
            if (outcome instanceof TailOutcome.Batch batch) {
                text.append(new String(MemorySink.bytes(batch.batch()), StandardCharsets.UTF_8));
            }
            tailer.confirm(java.util.List.of(outcome));
        }
    }

    private static String lines(String word) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 20; line++) {
            lines.append(word).append(", line ").append(line).append('\n');
        }
        return lines.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
