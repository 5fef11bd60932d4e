package io.nifistreaming.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
    @TempDir
    private Path dir;

    @Test
    void aSecondCommandInTheSameFolderIsRefusedUntilTheFirstIsDone() {
        Lock first = Lock.of(dir);

        assertThatThrownBy(() -> Lock.of(dir))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining(dir.toString());

        first.close();
        try (Lock second = Lock.of(dir)) {
            assertThat(second).isNotNull();
        }
    }

    @Test
    void commandsInDifferentFoldersDoNotDisturbEachOther() {
        try (Lock one = Lock.of(dir.resolve("one"));
                Lock two = Lock.of(dir.resolve("two"))) {
            assertThat(one).isNotSameAs(two);
        }
    }
}
