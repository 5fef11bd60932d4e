package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not read although somebody may expect that it is: told once. */
class PassedOverTest {
    private static final Path LOGS = Path.of("/logs");
    private static final Path LOG = LOGS.resolve("app.log");

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);

    /** As whoever forgets the last part of a pattern writes it. */
    @Test
    void aPatternThatNamesADirectoryIsToldOf() throws IOException {
        append(LOGS.resolve("app/a.log"), "a\n");
        TailRig rig = rig(TailPlan.of(TailRoot.parse("/logs/app"), TailRoot.of(LOGS, "*.log")));
        disk.directory(LOGS.resolve("old.log"));

        rig.drain();
        rig.drain();

        assertThat(rig.troubles).singleElement().asString().contains("/logs/app names a directory", "/logs/app/*.log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.log", "*.log*"})
    void filesInAFormThatCanNotBeReadAreToldOfOnceAndNotRead(String pattern) throws IOException {
        append(LOG, "one\n");
        TailRig rig = rig(TailPlan.of(TailRoot.of(LOGS, pattern)));
        rig.drain();
        append(LOGS.resolve("app.log.1.xz"), "packed\n");
        append(LOGS.resolve("app.log.2.xz"), "packed as well\n");

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\n");
        assertThat(rig.troubles).singleElement().asString().contains("/logs", "log.1.xz", "gzip or zstd", "exclude");
    }

    private TailRig rig(TailPlan plan) {
        return new TailRig(plan, disk, clock.instant());
    }

    private void append(Path file, String text) {
        disk.append(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
