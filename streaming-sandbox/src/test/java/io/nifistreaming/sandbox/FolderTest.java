package io.nifistreaming.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    @TempDir
    private Path temporary;

    private Path dir;
    private Folder folder;

    @BeforeEach
    void aSandbox() throws IOException {
        dir = temporary.resolve("box");
        folder = new Folder(dir);
        new SettingsFile(dir).remember(20_000);
        Files.createDirectories(dir.resolve("kafka/state"));
        Files.writeString(dir.resolve("kafka/state/topic"), "records");
    }

    @Test
    void aSandboxIsDeletedWithItsFolder() {
        assertThat(folder.delete()).isEmpty();

        assertThat(dir).doesNotExist();
    }

    @Test
    void aFolderWithoutTheMarkerKeepsEverything() throws IOException {
        Files.delete(dir.resolve("sandbox.properties"));

        assertThatThrownBy(folder::delete)
                .isInstanceOf(SandboxException.class)
                .hasMessage(dir + " is not a sandbox folder (no sandbox.properties in it): nothing was deleted.");
        assertThat(dir.resolve("kafka/state/topic")).exists();
    }

    @Test
    void aFileOfThatNameWithSomethingElseInItIsNoMarker() throws IOException {
        Files.writeString(dir.resolve("sandbox.properties"), "colour=yellow\n");

        assertThatThrownBy(folder::delete).hasMessageContaining("nothing was deleted");
        assertThat(dir.resolve("kafka/state/topic")).exists();
    }

    @Test
    void whatNoSandboxMadeIsLeftAndNamed() throws IOException {
        Path precious = Files.writeString(dir.resolve("thesis.txt"), "years of work");

        assertThat(folder.delete()).containsExactly(precious);

        assertThat(precious).exists();
        assertThat(dir.resolve("kafka")).doesNotExist();
    }

    @Test
    void linksAreDeletedAndNotFollowed() throws IOException {
        Path precious = Files.createDirectories(temporary.resolve("precious"));
        Files.writeString(precious.resolve("thesis.txt"), "years of work");
        Files.createSymbolicLink(dir.resolve("nifi"), precious);
        Files.createSymbolicLink(dir.resolve("kafka/elsewhere"), precious);

        folder.delete();

        assertThat(dir).doesNotExist();
        assertThat(precious.resolve("thesis.txt")).exists();
    }

    @Test
    void aSandboxDoesNotMoveInBetweenSomebodyElsesFiles() throws IOException {
        Path home = Files.createDirectories(temporary.resolve("home"));
        Files.writeString(home.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> new Folder(home).refuseStrangers())
                .isInstanceOf(SandboxException.class)
                .hasMessageContainingAll(home.toString(), "thesis.txt", "--dir");
        assertThatThrownBy(() -> new Folder(home.resolve("thesis.txt")).refuseStrangers())
                .hasMessageContaining("is a file, not a folder");
    }

    @Test
    void aNewAnEmptyAndItsOwnFolderSuitASandbox() throws IOException {
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        Files.writeString(dir.resolve("notes.txt"), "added later");

        for (Path suitable : new Path[] {temporary.resolve("new"), empty, dir}) {
            assertThatCode(() -> new Folder(suitable).refuseStrangers()).doesNotThrowAnyException();
        }
    }
}
