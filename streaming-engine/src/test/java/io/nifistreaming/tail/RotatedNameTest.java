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

/** The pattern is {@code *.log}, and rotation gives names that it doesn't match. */
class RotatedNameTest {
    private static final Path LOGS = Path.of("/logs");
    /** Enough to tell a file by where its name is only like that of another. */
    private static final String LONG = "x".repeat(70) + "\n";

    private static final Path LOG = LOGS.resolve("app.log");

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final TailPlan plan = TailPlan.of(TailRoot.of(LOGS, "*.log"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.log.1",
                "app.log-20260101",
                "app.log.2026-01-01T10:00",
                "app.log.old",
                "app.log.1.gz",
                "app.log.zst",
                "app.log-20260101.gz",
                "app-20260101.log.gz",
                "app-20260101.log"
            })
    void aKnownFileIsReadToItsEndUnderAnyOfThemAlsoWhileWeAreDown(String name) throws IOException {
        append(LOG, LONG);
        TailRig rig = rig();
        rig.drain();
        rig.restart();
        append(LOG, "two\n");
        rotate(LOGS.resolve(name));
        append(LOG, "three\n");

        rig.drain();

        assertThat(rig.text()).isEqualTo(LONG + "two\nthree\n");
        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(2);
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();
    }

    /** Written and rotated away between two looks, so that nobody ever saw it under its own name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.log.1",
                "app.log-20260101",
                "app.log.1.gz",
                "app.log.zst",
                "app-20260101.log.gz",
                "app_1.log"
            })
    void aFileThatNobodySawUnderItsOwnNameIsReadInItsTurn(String name) throws IOException {
        append(LOG, "one\n");
        TailRig rig = rig();
        rig.drain();
        rig.restart();
        append(LOG, "two\n");
        disk.rename(LOG, LOGS.resolve("app.log.2"));
        append(LOG, "three\n");
        rotate(LOGS.resolve(name));
        append(LOG, "four\n");

        rig.drain();

        assertThat(rig.text().lines()).containsExactlyInAnyOrder("one", "two", "three", "four");
        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(3);
        rig.restart();
        rig.drain();
        assertThat(rig.all(TailOutcome.Discovered.class)).as("and only once").hasSize(3);
    }

    @Test
    void itsLinesComeBeforeThoseOfTheFileThatTookItsName() throws IOException {
        TailRig rig = rig();
        append(LOG, "one\n");
        rig.drain();
        disk.rename(LOG, LOGS.resolve("app.log.2"));
        append(LOG, "two\n");
        rotate(LOGS.resolve("app.log.1"));
        append(LOG, "three\n");

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\ntwo\nthree\n");
        assertThat(rig.batches())
                .extracting(batch -> batch.checkpoint().place().name())
                .containsOnly(LOG);
    }

    /** Who names {@code *.log} doesn't ask for last year's archives. */
    @Test
    void whatWasRotatedBeforeTheVeryFirstStartIsLeftAlone() throws IOException {
        append(LOGS.resolve("app.log.1"), "before\n");
        disk.overwrite(
                LOGS.resolve("app.log.2.gz"),
                TailWorld.compressed("long before\n".getBytes(StandardCharsets.UTF_8), Form.GZIP));
        append(LOG, "one\n");
        clock.advance(Duration.ofMinutes(1));
        TailRig rig = rig();

        rig.drain();
        rig.restart();
        disk.rename(LOGS.resolve("app.log.1"), LOGS.resolve("app.log.3"));
        rig.drain();

        assertThat(rig.text()).isEqualTo("one\n");
    }

    @Test
    void whatIsExcludedOrHasOtherSuffixesIsNoRotatedLog() throws IOException {
        TailRoot root = new TailRoot(LOGS, List.of("*.log"), List.of("*.gz", "b.*"), false);
        TailRig rig = new TailRig(TailPlan.of(root), disk, clock.instant());
        append(LOG, "one\n");
        rig.drain();
        for (String name : List.of("app.log.swp", "app.log.lock", "app.log~", "b.log.1", "app.txt.1", ".1", "1.gz")) {
            append(LOGS.resolve(name), "no log\n");
        }
        disk.overwrite(
                LOGS.resolve("new.log.1.gz"),
                TailWorld.compressed("excluded\n".getBytes(StandardCharsets.UTF_8), Form.GZIP));

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\n");
    }

    private TailRig rig() {
        return new TailRig(plan, disk, clock.instant());
    }

    private void rotate(Path to) {
        if (Form.of(to) == Form.PLAIN) {
            disk.rename(LOG, to);
        } else {
            disk.overwrite(to, TailWorld.compressed(disk.content(LOG), Form.of(to)));
            disk.remove(LOG);
        }
    }

    private void append(Path file, String text) {
        disk.append(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
