package io.nifistreaming.benchmarks.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyLogsTest {
    @Test
    void noTwoOfThemBeginAlike(@TempDir Path folder) throws Exception {
        ManyLogs logs = ManyLogs.create(folder, 250);
        logs.appear(0);
        logs.appear(1);

        assertThat(files(folder)).hasSize(252);
        assertThat(files(folder).stream().map(ManyLogsTest::text)).doesNotHaveDuplicates();
    }

    @Test
    void tellsHowManyBytesItHasWrittenAndSpreadsThem(@TempDir Path folder) throws Exception {
        ManyLogs logs = ManyLogs.create(folder, 250);
        long before = logs.bytes();
        List<String> texts = files(folder).stream().map(ManyLogsTest::text).toList();

        long written = logs.write(5, Duration.ofMillis(200));

        assertThat(written).isPositive();
        assertThat(logs.bytes()).isEqualTo(before + written);
        assertThat(files(folder).stream().map(ManyLogsTest::text).filter(text -> !texts.contains(text)))
                .hasSize(5);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
