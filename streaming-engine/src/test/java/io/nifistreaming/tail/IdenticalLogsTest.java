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

/** Of two logs with the same bytes one is read, and somebody is told. */
class IdenticalLogsTest {
    private static final Path LOGS = Path.of("/logs");
    private static final Path ONE = LOGS.resolve("app.log");
    private static final Path OTHER = LOGS.resolve("app2.log");
    private static final String SAME = "x".repeat(100) + "\n";

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final TailRig rig = new TailRig(TailPlan.of(TailRoot.of(LOGS, "*.log*")), disk, clock.instant());

    @Test
    void theOneThatIsNotReadIsToldOfOnceAndReadFromItsBeginningOnceItDiffers() throws IOException {
        append(ONE, SAME);
        append(OTHER, SAME);
        rig.drain();
        append(ONE, SAME);
        append(OTHER, SAME);
        rig.drain();

        assertThat(rig.text()).isEqualTo(SAME + SAME);
        assertThat(rig.troubles).singleElement().asString().contains("app2.log", "app.log holds", "exclude its name");
        assertThat(rig.troublesOver).isEmpty();

        append(OTHER, "another line\n");
        rig.drain();

        assertThat(rig.text()).isEqualTo(SAME + SAME + SAME + SAME + "another line\n");
        assertThat(rig.troubles).hasSize(1);
        assertThat(rig.troublesOver).containsExactly(OTHER);
    }

    /** The one that is read goes on first, so that the other one is shorter, and differs. */
    @ParameterizedTest
    @ValueSource(ints = {20, 100, 1_100, 5_000, 20_000})
    void logsThatBeginAlikeAreBothReadOnceTheyDiffer(int header) throws IOException {
        String same = "h".repeat(header) + "\n";
        append(ONE, same);
        append(OTHER, same);
        rig.drain();

        StringBuilder written = new StringBuilder();
        for (int line = 0; line < 12; line++) {
            written.append(append(ONE, "one " + line + "\n"));
            rig.pass();
            written.append(append(OTHER, "other " + line + "\n"));
            rig.pass();
        }
        rig.drain();

        for (String line : written.toString().split("\n")) {
            assertThat(rig.text()).containsOnlyOnce(line + "\n");
        }
    }

    @Test
    void theTroubleEndsWithTheFileToo() throws IOException {
        append(ONE, SAME);
        append(OTHER, SAME);
        rig.drain();
        disk.remove(OTHER);
        rig.drain();

        assertThat(rig.troublesOver).containsExactly(OTHER);
    }

    /** It takes over what the log held when that is truncated. */
    @Test
    void aCopyThatIsMadeForATruncationIsNoTrouble() throws IOException {
        append(ONE, SAME);
        rig.drain();
        disk.overwrite(LOGS.resolve("app.log.1"), disk.content(ONE));
        rig.pass();
        disk.overwrite(ONE, "new\n".getBytes(StandardCharsets.UTF_8));
        rig.drain();

        assertThat(rig.text()).isEqualTo(SAME + "new\n");
        assertThat(rig.troubles).isEmpty();
    }

    private String append(Path file, String text) {
        disk.append(file, text.getBytes(StandardCharsets.UTF_8));
        return text;
    }
}
