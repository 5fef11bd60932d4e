package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs that begin with the same kilobyte, as with a long header: none is taken for an old copy of another. */
class AlikeLogsTest {
    private static final Path LOGS = Path.of("/logs");
    private static final String HEADER = "column;".repeat(600) + "\n";

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final TailRig rig = new TailRig(TailPlan.of(TailRoot.of(LOGS, "*.log*")), disk, clock.instant());

    @ParameterizedTest
    @CsvSource({
        "app.log.2026-01-01, app.log.2026-01-02",
        "app.log, app2.log",
        "app.log, app.log.1",
        "app.log.2026-01-01, app.log.2026-01-02.gz",
        "app.log.2026-01-01, app.log.2026-01-02.zst"
    })
    void aShorterLogThatCameLaterIsReadAndReadOn(String first, String second) throws IOException {
        append(first, HEADER + lines("old", 400));
        rig.drain();
        disk.remove(LOGS.resolve(first));
        rig.drain();
        later();

        put(second, HEADER + lines("new", 20));
        rig.drain();
        if (Form.of(Path.of(second)) == Form.PLAIN) {
            append(second, lines("newer", 20));
        }
        rig.drain();
        disk.remove(LOGS.resolve(second));
        rig.drain();

        String more = Form.of(Path.of(second)) == Form.PLAIN ? lines("newer", 20) : "";
        assertThat(rig.text()).isEqualTo(HEADER + lines("old", 400) + HEADER + lines("new", 20) + more);
        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(2);
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();
    }

    /** Seen whole, read to a part, and gone: what comes later is not the rest of it. */
    @Test
    void aLogIsNotReadOnInAShorterOneThatCameLater() throws IOException {
        append("app.log.2026-01-01", HEADER + "half of a line");
        rig.drain();
        disk.remove(LOGS.resolve("app.log.2026-01-01"));
        rig.restart();
        rig.drain();
        later();

        append("app.log.2026-01-02", HEADER + "new\n");
        rig.drain();

        assertThat(rig.text()).isEqualTo(HEADER + HEADER + "new\n");
        assertThat(rig.all(TailOutcome.Lost.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"app.log.1", "app.log.1.gz", "app.log.1.zst"})
    void anEarlierCopyThatIsShorterIsNotReadAgainAlsoAfterARestart(String copy) throws IOException {
        append("app.log", HEADER + lines("one", 20));
        rig.drain();
        put(copy, HEADER + lines("one", 20));
        later();
        append("app.log", lines("two", 20));
        rig.drain();
        disk.remove(LOGS.resolve("app.log"));
        rig.drain();
        rig.restart();
        rig.drain();

        assertThat(rig.text()).isEqualTo(HEADER + lines("one", 20) + lines("two", 20));
        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(1);
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();
    }

    /** Its time tells nothing where the clock was set back, or the state is of an earlier release. */
    @Test
    void whatCountsAsAnEarlierCopyIsAnotherLogOnceItGrows() throws IOException {
        append("app.log.2026-01-01", HEADER + lines("old", 400));
        rig.drain();
        disk.remove(LOGS.resolve("app.log.2026-01-01"));
        rig.drain();
        append("app.log.2026-01-02", HEADER + lines("new", 20));
        disk.modified(LOGS.resolve("app.log.2026-01-02"), clock.millis() - 1_000_000);
        rig.drain();
        assertThat(rig.text()).isEqualTo(HEADER + lines("old", 400));

        append("app.log.2026-01-02", lines("newer", 20));
        disk.modified(LOGS.resolve("app.log.2026-01-02"), clock.millis() - 900_000);
        rig.drain();

        assertThat(rig.text()).isEqualTo(HEADER + lines("old", 400) + HEADER + lines("new", 20) + lines("newer", 20));
    }

    /** A copy in the making is shorter than what was read, and then longer. */
    @Test
    void whatCountsAsAnEarlierCopyIsReadOnOnceItReachesTheKnownOffset() throws IOException {
        append("app.log", HEADER + lines("one", 20));
        rig.drain();
        disk.remove(LOGS.resolve("app.log"));
        rig.drain();
        append("app.log.1", HEADER + lines("one", 10));
        disk.modified(LOGS.resolve("app.log.1"), clock.millis() - 1_000_000);
        rig.drain();

        disk.overwrite(LOGS.resolve("app.log.1"), bytes(HEADER + lines("one", 20) + lines("two", 3)));
        rig.drain();

        assertThat(rig.text()).isEqualTo(HEADER + lines("one", 20) + lines("two", 3));
        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(1);
    }

    private void later() {
        clock.advance(Duration.ofMinutes(10));
    }

    private void put(String name, String text) {
        Path path = LOGS.resolve(name);
        if (Form.of(path) == Form.PLAIN) {
            append(name, text);
        } else {
            disk.overwrite(path, TailWorld.compressed(bytes(text), Form.of(path)));
        }
    }

    private void append(String name, String text) {
        disk.append(LOGS.resolve(name), bytes(text));
    }

    private static String lines(String word, int count) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < count; line++) {
            lines.append(word).append(' ').append(line).append('\n');
        }
        return lines.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
