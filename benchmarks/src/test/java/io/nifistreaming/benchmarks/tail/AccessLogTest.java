package io.nifistreaming.benchmarks.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
    @Test
    void theSameSeedGivesTheSameWholeLines(@TempDir Path folder) throws Exception {
        AccessLog one = AccessLog.prepare(folder.resolve("one"), 3_000_000, 7);
        AccessLog other = AccessLog.prepare(folder.resolve("other"), 3_000_000, 7);

        assertThat(one.file()).hasSameBinaryContentAs(other.file());
        assertThat(one.bytes()).isBetween(2_999_000L, 3_000_000L).isEqualTo(Files.size(one.file()));
        assertThat(Files.readAllLines(one.file())).hasSize((int) one.lines()).allSatisfy(line -> assertThat(line)
                .matches("[0-9.]+ - - \\[\\S+ [+]0000] \"GET \\S+ HTTP/1.1\" \\d+ \\d+ \"\\S+\" \"[^\"]+\""));
    }

    @Test
    void aLineHasAboutAsManyBytesAsThoseOfTheBaselines(@TempDir Path folder) throws Exception {
        AccessLog log = AccessLog.prepare(folder, 3_000_000, 7);

        assertThat((double) log.bytes() / log.lines()).isBetween(194.0, 202.0);
    }

    @Test
    void aLogThatIsThereIsNotMadeAgain(@TempDir Path folder) throws Exception {
        AccessLog made = AccessLog.prepare(folder, 100_000, 7);
        Files.writeString(made.file(), "a line\nanother\n");

        assertThat(AccessLog.prepare(folder, 100_000, 7)).isEqualTo(new AccessLog(made.file(), 15, 2));
    }
}
