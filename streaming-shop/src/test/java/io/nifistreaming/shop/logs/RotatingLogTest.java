package io.nifistreaming.shop.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotatingLogTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Rotation.class)
    void allLinesAreThereInOrderAcrossTheRotatedFiles(Rotation rotation) throws IOException {
        Path file = folder.resolve("pos.log");
        StringBuilder all = new StringBuilder();
        try (RotatingLog log = new RotatingLog(file, rotation, 20, 9)) {
            for (int number = 0; number < 12; number++) {
                log.append("line " + number);
                all.append("line ").append(number).append('\n');
            }
        }

        StringBuilder found = new StringBuilder();
        for (int number = 9; number >= 1; number--) {
            found.append(text(folder.resolve("pos.log." + number)));
            found.append(text(folder.resolve("pos.log." + number + ".gz")));
        }
        found.append(text(file));
        assertThat(found.toString()).isEqualTo(all.toString());
    }

    @Test
    void onlySoManyRotatedFilesAreKept() throws IOException {
        try (RotatingLog log = new RotatingLog(folder.resolve("pos.log"), Rotation.RENAME, 1, 2)) {
            for (int number = 0; number < 6; number++) {
                log.append("line " + number);
            }
        }

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("pos.log", "pos.log.1", "pos.log.2");
        assertThat(text(folder.resolve("pos.log.2"))).isEqualTo("line 4\n");
    }

    @Test
    void emptiesTheFileInPlaceWhenItCopies() throws IOException {
        Path file = folder.resolve("pos.log");
        try (RotatingLog log = new RotatingLog(file, Rotation.COPY_AND_TRUNCATE, 1_000, 2)) {
            log.append("before");
            Object inode = Files.getAttribute(file, "unix:ino");
            log.rotate();
            log.append("after");

            assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
        }
        assertThat(text(file)).isEqualTo("after\n");
    }

    @Test
    void theNumberCanBeReadFromEachLine() {
        Instant at = Instant.parse("2026-11-20T10:00:00.123Z");

        assertThat(new PosLines("pos-01", 7, new Random(1)).line(12, at))
                .startsWith("2026-11-20T10:00:00.123Z ")
                .contains(" pos-01 run=7 seq=12 ");
        assertThat(new AccessLines(7, new Random(1)).line(12, at))
                .contains("[20/Nov/2026:10:00:00 +0000] \"GET ")
                .contains("?run=7&seq=12 HTTP/1.1\" ");
    }

    private static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream in = file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
