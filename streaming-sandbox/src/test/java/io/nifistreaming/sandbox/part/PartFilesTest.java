package io.nifistreaming.sandbox.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFilesTest {
    @TempDir
    private Path dir;

    @Test
    void theEndOfALongLogIsReadInWholeLines() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            log.append("line ").append(i).append(" with some words in it\n");
        }
        Path file = Files.writeString(dir.resolve("a.log"), log);

        List<String> tail = LogTail.of(file, 3);

        assertThat(tail)
                .containsExactly(
                        "line 9997 with some words in it",
                        "line 9998 with some words in it",
                        "line 9999 with some words in it");
    }

    @Test
    void aLogThatIsNotThereHasNoLines() {
        assertThat(LogTail.of(dir.resolve("none.log"), 3)).isEmpty();
    }

    @Test
    void aFolderOfLinksHoldsExactlyTheFilesGivenLast() throws IOException {
        Path one = Files.writeString(dir.resolve("one.jar"), "1");
        Path two = Files.writeString(dir.resolve("two.jar"), "2");
        Path lib = dir.resolve("lib");
        Files.createDirectories(lib.resolve("bootstrap"));

        Links.fill(lib, List.of(one));
        Links.fill(lib, List.of(two));

        assertThat(lib).isDirectoryContaining("glob:**/two.jar").isDirectoryNotContaining("glob:**/one.jar");
        assertThat(lib.resolve("bootstrap")).isDirectory();
        assertThat(one).exists();
    }

    @Test
    void niFisKeyIsMadeOnceAndForItsOwnerAlone() throws IOException {
        Path file = dir.resolve("state/key");

        String key = SensitiveKey.of(file);

        assertThat(key).hasSizeGreaterThanOrEqualTo(12);
        assertThat(SensitiveKey.of(file)).isEqualTo(key);
        assertThat(SensitiveKey.of(dir.resolve("other"))).isNotEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void classPathsWithSpacesAndBackslashesSurviveTheArgumentFile() {
        assertThat(JavaArguments.quoted("C:\\a b\\\"c\"")).isEqualTo("\"C:\\\\a b\\\\\\\"c\\\"\"");
    }

    @Test
    void jarsOfTheProjectAreCopiedAndOthersStayWhereTheyAre() throws IOException {
        Path root = Files.createDirectories(dir.resolve("project"));
        Path own = Files.writeString(root.resolve("own.jar"), "x");
        Path other = Files.writeString(dir.resolve("other.jar"), "y");

        String settled = OwnClasses.settle(own + File.pathSeparator + other, root, dir.resolve("lib"));

        assertThat(settled).isEqualTo(dir.resolve("lib/own.jar") + File.pathSeparator + other);
        Files.delete(own);
        assertThat(dir.resolve("lib/own.jar")).content().isEqualTo("x");
    }

    @Test
    void memoryFiguresAreReadFromTheLineWithTheirName() {
        List<String> lines = List.of("MemTotal:       24000000 kB", "MemAvailable:   20971520 kB", "Rest: x");

        assertThat(Memory.megabytes(lines, "MemAvailable")).hasValue(20_480);
        assertThat(Memory.megabytes(lines, "VmRSS")).isEmpty();
    }
}
