package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.origin.Range;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tailer on real files. */
class LogTailerIT {
    @TempDir
    private Path directory;

    private Path log;
    private TailRig rig;

    @BeforeEach
    void start() {
        log = directory.resolve("app.log");
        rig = new TailRig(TailPlan.of(TailRoot.of(directory, "*.log*")), new NioLogFiles(), Instant.now());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aFileOfTwentyBytesIsRead() throws IOException {
        append(log, "twenty bytes, no le\n");

        rig.drain();

        assertThat(rig.text()).isEqualTo("twenty bytes, no le\n");
        assertThat(rig.batches().get(0).range()).isEqualTo(new Range(0, 20));
    }

    @Test
    void twoFilesWithTheSameBeginningAreTwo() throws IOException {
        append(directory.resolve("one.log"), "same\nfirst\n");
        append(directory.resolve("two.log"), "same\nsecond\n");

        rig.drain();

        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(2);
        assertThat(rig.text()).isEqualTo("same\nfirst\nsame\nsecond\n");
    }

    @Test
    void aRenamedFileIsReadOnUnderItsFirstId() throws IOException {
        append(log, "one\n");
        rig.drain();
        append(log, "two\n");
        Files.move(log, directory.resolve("app.log.1"));
        append(log, "three\n");
        rig.restart();

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\ntwo\nthree\n");
        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(2);
        assertThat(rig.batches().get(1).source()).isEqualTo(rig.batches().get(0).source());
    }

    @Test
    void whatWasCopiedBeforeATruncationIsReadInTheCopy() throws IOException {
        append(log, "one\n");
        rig.drain();
        append(log, "two\n");
        Files.copy(log, directory.resolve("app.log.1"));
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        append(log, "three\n");

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\ntwo\nthree\n");
        assertThat(rig.batches().get(1).source()).isEqualTo(rig.batches().get(0).source());
        assertThat(rig.batches().get(2).source().id())
                .isEqualTo(rig.batches().get(0).source().id());
        assertThat(rig.batches().get(2).source().generation()).isEqualTo(1);
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();
    }

    @Test
    void aTruncationWithoutACopyIsReported() throws IOException {
        append(log, "one\ntw");
        rig.drain();
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        append(log, "x\n");

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\nx\n");
        assertThat(rig.all(TailOutcome.Lost.class)).singleElement().satisfies(lost -> {
            assertThat(lost.report().cause()).isEqualTo(LossReport.Cause.TRUNCATED_BEFORE_READ);
            assertThat(lost.report().range()).isEqualTo(new Range(4, 6));
        });
    }

    @Test
    void aFileThatWasCompressedMeanwhileIsReadOnInItsSuccessor() throws IOException {
        append(log, "one\n");
        rig.drain();
        append(log, "two\n");
        Path packed = directory.resolve("app.log.1.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(log, out);
        }
        rig.close();
        Files.delete(log);
        rig.restart();

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\ntwo\n");
        assertThat(rig.batches().get(1).range()).isEqualTo(new Range(4, 8));
        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(1);
    }

    @Test
    void aDeletedFileIsReadToItsEndWhileItIsOpen() throws IOException {
        append(log, "one\n");
        rig.drain();
        append(log, "two, and no end");
        Files.delete(log);

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\ntwo, and no end");
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();
    }

    @Test
    void zeroBytesSurviveAndAnUnfinishedLineWaits() throws IOException {
        append(log, "a\0b\n\0\0\nunfinished");

        rig.drain();
        rig.restart();
        rig.drain();

        assertThat(rig.text()).isEqualTo("a\0b\n\0\0\n");

        append(log, " no more\n");
        rig.drain();

        assertThat(rig.text()).isEqualTo("a\0b\n\0\0\nunfinished no more\n");
    }

    @Test
    void linksAreRefusedAndTold() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("elsewhere")).resolve("secret.txt");
        append(outside, "secret\n");
        Files.createSymbolicLink(log, outside);

        rig.drain();

        assertThat(rig.text()).isEmpty();
        assertThat(rig.troubles).singleElement().asString().contains("not followed");
    }

    @Test
    void aLinkIsFollowedIfThatIsAllowedAndItsFileIsReadOnce() throws IOException {
        Path target = directory.resolve("app-1.log");
        append(target, "one\n");
        Files.createSymbolicLink(log, target);
        TailRig following = following(directory);

        following.drain();
        append(target, "two\n");
        following.drain();

        assertThat(following.text()).isEqualTo("one\ntwo\n");
        assertThat(following.all(TailOutcome.Discovered.class)).hasSize(1);
        assertThat(following.troubles).isEmpty();
        following.close();
    }

    @Test
    void aLinkIsFollowedWithinADirectoryThatIsReachedByALinkItself() throws IOException {
        Path real = Files.createDirectories(directory.resolve("real"));
        Path watched = Files.createSymbolicLink(directory.resolve("watched"), real);
        append(real.resolve("app-1"), "one\n");
        Files.createSymbolicLink(real.resolve("app.log"), real.resolve("app-1"));
        TailRig following = following(watched);

        following.drain();

        assertThat(following.text()).isEqualTo("one\n");
        assertThat(following.troubles).isEmpty();
        following.close();
    }

    @Test
    void aLinkThatLeadsOutOfTheDirectoriesIsRefusedEvenIfLinksAreFollowed() throws IOException {
        Path outside = directory.resolve("secret.log");
        append(outside, "secret\n");
        Path watched = Files.createDirectories(directory.resolve("watched"));
        Files.createSymbolicLink(watched.resolve("app.log"), outside);
        Files.createSymbolicLink(watched.resolve("dir.log"), directory);
        append(watched.resolve("real.log"), "real\n");
        TailRig following = following(watched);

        following.drain();

        assertThat(following.text()).isEqualTo("real\n");
        assertThat(following.troubles).hasSize(2).allSatisfy(trouble -> assertThat(trouble)
                .contains("not followed"));
        following.close();
    }

    private static TailRig following(Path watched) {
        TailPlan plan = TailPlan.of(TailRoot.of(watched, "*.log*")).withFollowLinks(true);
        return new TailRig(plan, new NioLogFiles(), Instant.now());
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(
                file, text, StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
