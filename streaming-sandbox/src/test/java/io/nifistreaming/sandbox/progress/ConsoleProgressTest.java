package io.nifistreaming.sandbox.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.progress.Progress.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong now = new AtomicLong(1_000_000);
    private ConsoleProgress progress;

    @AfterEach
    void close() {
        progress.close();
    }

    private String[] lines() {
        return bytes.toString(StandardCharsets.UTF_8).split("\\R", -1);
    }

    @Test
    void aLogGetsALineWhenAStageBeginsAndOneWithTimeAndResultWhenItEnds() {
        progress = ConsoleProgress.plain(out, now::get);

        Stage stage = progress.begin("Starting Kafka");
        now.addAndGet(3_250);
        stage.done("127.0.0.1:9092");

        assertThat(lines())
                .containsExactly("…   0.0 s  Starting Kafka", "✔   3.3 s  Starting Kafka: 127.0.0.1:9092", "");
    }

    @Test
    void aLogGetsADetailOnlyNowAndThen() {
        progress = ConsoleProgress.plain(out, now::get);
        Stage stage = progress.begin("Fetching");

        stage.detail("a.jar");
        now.addAndGet(6_000);
        stage.detail("b.jar");
        stage.detail("c.jar");

        assertThat(lines()).containsExactly("…   0.0 s  Fetching", "…   6.0 s  Fetching: b.jar", "");
    }

    @Test
    void stagesThatOverlapAreToldApart() {
        progress = ConsoleProgress.plain(out, now::get);

        Stage nifi = progress.begin("NiFi");
        now.addAndGet(1_000);
        Stage shop = progress.begin("Shop");
        now.addAndGet(1_000);
        shop.done("");
        nifi.failed();

        assertThat(lines())
                .containsExactly("…   0.0 s  NiFi", "…   0.0 s  Shop", "✔   1.0 s  Shop", "✘   2.0 s  NiFi", "");
    }

    @Test
    void whatLeavesSomethingToDoIsNoSuccess() {
        progress = ConsoleProgress.plain(out, now::get);

        progress.begin("Flows").warned("1 left");

        assertThat(lines()).containsExactly("…   0.0 s  Flows", "⚠   0.0 s  Flows: 1 left", "");
    }

    @Test
    void aStageThatEndsTwiceIsWrittenOnce() {
        progress = ConsoleProgress.plain(out, now::get);
        Stage stage = progress.begin("NiFi");

        stage.failed();
        stage.done("late");

        assertThat(lines()).containsExactly("…   0.0 s  NiFi", "✘   0.0 s  NiFi", "");
    }

    @Test
    void onATerminalAFinishedStageStaysAboveThoseThatRun() {
        progress = ConsoleProgress.live(out, now::get, 80);
        Stage nifi = progress.begin("NiFi");
        Stage shop = progress.begin("Shop");

        shop.done("");

        String written = bytes.toString(StandardCharsets.UTF_8);
        String last = written.substring(written.lastIndexOf("\u001B[J") + 3);
        assertThat(last.lines()).containsExactly("✔   0.0 s  Shop", "…   0.0 s  NiFi");
        nifi.done("");
    }

    @Test
    void linesAreCutToTheWidthOfTheTerminal() {
        progress = ConsoleProgress.plain(out, now::get);
        StageLine line = new StageLine(StageLine.State.RUNNING, "Fetching", 0, "a-very-long-name.jar");

        assertThat(line.render(20)).hasSize(20).endsWith("…");
        assertThat(line.render(200)).endsWith("a-very-long-name.jar");
    }
}
