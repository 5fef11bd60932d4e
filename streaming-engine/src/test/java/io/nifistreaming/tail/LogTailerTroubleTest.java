package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.origin.Range;
import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can't be read, what is too much, and what is lost: told once, and to the byte. */
class LogTailerTroubleTest {
    private static final Path LOGS = Path.of("/logs");
    private static final Path LOG = LOGS.resolve("app.log");
    private static final Path ROTATED = LOGS.resolve("app.log.1");

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final TailPlan plan = TailPlan.of(TailRoot.of(LOGS, "*.log"));

    @Test
    void atTheVeryFirstStartFilesMayBeginAtTheirEndAndNeverLater() throws IOException {
        append(LOG, "old\nold as well, and goes ");
        TailRig rig = rig(plan.withStart(TailPlan.Start.END));
        rig.drain();
        append(LOG, "on\nnew\n");
        append(LOGS.resolve("late.log"), "late from its beginning\n");
        rig.drain();
        rig.restart();
        append(LOGS.resolve("later.log"), "later\n");
        rig.drain();

        assertThat(rig.text()).isEqualTo("late from its beginning\non\nnew\nlater\n");
    }

    @Test
    void whoStartsAtTheEndOfAnEmptyDirectoryReadsWhatCameWhileHeWasDown() throws IOException {
        disk.directory(LOGS);
        TailRig rig = rig(plan.withStart(TailPlan.Start.END));
        rig.drain();

        append(LOG, "came meanwhile\n");
        rig.restart();
        rig.drain();

        assertThat(rig.text()).isEqualTo("came meanwhile\n");
    }

    @Test
    void filesBeyondTheMostWaitAreToldOfOnceAndReadWhenThereIsRoom() throws IOException {
        for (String name : new String[] {"a.log", "b.log", "c.log", "d.log"}) {
            append(LOGS.resolve(name), name + "\n");
        }
        TailRig rig = rig(plan.withMostFiles(2).withTimes(TailTimes.defaults().withRetention(Duration.ofSeconds(1))));

        rig.drain();

        assertThat(rig.text()).isEqualTo("a.log\nb.log\n");
        assertThat(rig.troubles).singleElement().asString().contains("More than 2 files", "raise the number");

        disk.remove(LOGS.resolve("a.log"));
        rig.drain();

        assertThat(rig.text()).isEqualTo("a.log\nb.log\nc.log\n");
    }

    /** What is gone is remembered to recognise late copies of it, as long as there is room. */
    @Test
    void whatIsGoneLeavesItsRoomToNewFiles() throws IOException {
        TailRig rig = rig(plan.withMostFiles(3));
        StringBuilder written = new StringBuilder();
        for (int day = 0; day < 20; day++) {
            append(LOGS.resolve(day + ".log"), "day " + day + "\n");
            written.append("day ").append(day).append('\n');
            rig.drain();
            disk.remove(LOGS.resolve(day + ".log"));
            rig.drain();
        }

        assertThat(rig.text()).isEqualTo(written.toString());
        assertThat(rig.troubles).isEmpty();
        assertThat(rig.checkpoints().all()).hasSize(3);
    }

    @Test
    void anUnreadableFileIsToldOfOnceHoldsUpNoOtherAndGoesOnByItself() throws IOException {
        append(LOG, "one\n");
        append(LOGS.resolve("other.log"), "other\n");
        disk.unreadable(LOG, true);
        TailRig rig = rig(plan);

        rig.drain();

        assertThat(rig.text()).isEqualTo("other\n");
        assertThat(rig.troubles).singleElement().asString().contains("app.log can't be read", "permissions");
        assertThat(rig.troublesOver).isEmpty();

        disk.unreadable(LOG, false);
        rig.drain();

        assertThat(rig.text()).isEqualTo("other\none\n");
        assertThat(rig.troublesOver).containsExactly(LOG);
    }

    @Test
    void aFileThatBecomesUnreadableWhileWeAreDownGoesOnWhereItWas() throws IOException {
        append(LOG, "one\n");
        TailRig rig = rig(plan);
        rig.drain();
        append(LOG, "two\n");
        disk.unreadable(LOG, true);
        rig.restart();

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\n");
        assertThat(rig.troubles).hasSize(1);
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();

        disk.unreadable(LOG, false);
        rig.drain();

        assertThat(rig.text()).isEqualTo("one\ntwo\n");
        assertThat(rig.troublesOver).hasSize(1);
    }

    /** Seen, but not complete yet: bytes 8 to 12 are known of, and in no file any more. */
    @Test
    void aCopyThatLacksWhatWasSeenIsReportedToTheByte() throws IOException {
        append(LOG, "one\n");
        append(LOG, "two\nhalf");
        TailRig rig = rig(plan);
        rig.drain();
        byte[] whole = disk.content(LOG);
        copiedEarlier(Arrays.copyOf(whole, 10));
        disk.overwrite(LOG, new byte[0]);
        append(LOG, "three\n");

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\ntwo\nthree\nha");
        assertThat(rig.all(TailOutcome.Lost.class)).singleElement().satisfies(lost -> {
            assertThat(lost.report().cause()).isEqualTo(LossReport.Cause.COPY_TOO_SHORT);
            assertThat(lost.report().range()).isEqualTo(new Range(10, 12));
        });
    }

    /** The report is on its way while the next rotation copies over the copy. */
    @Test
    void aCopyThatIsOverwrittenWhileItsLossIsReportedIsTheOtherContent() throws IOException {
        append(LOG, "one\nhalf");
        LogTailer tailer = new LogTailer(
                TailPlan.of(TailRoot.of(LOGS, "*.log*")),
                disk,
                TailListener.none(),
                Checkpoints.none(),
                clock.instant());
        MemorySink sink = new MemorySink();
        StringBuilder text = new StringBuilder();
        drain(tailer, sink, text);
        copiedEarlier(Arrays.copyOf(disk.content(LOG), 6));
        disk.overwrite(LOG, new byte[0]);
        clock.advance(Duration.ofSeconds(2));
        List<TailOutcome> reported = tailer.poll(clock.instant(), sink, 100);
        assertThat(reported).singleElement().isInstanceOf(TailOutcome.Lost.class);

        disk.overwrite(ROTATED, "another content\n".getBytes(StandardCharsets.UTF_8));
        clock.advance(Duration.ofSeconds(2));
        List<TailOutcome> found = tailer.poll(clock.instant(), sink, 100);
        tailer.confirm(reported);
        tailer.confirm(found);
        drain(tailer, sink, text);

        assertThat(found).singleElement().isInstanceOf(TailOutcome.Discovered.class);
        assertThat(text.toString()).isEqualTo("one\nanother content\n");
        tailer.close();
    }

    private void drain(LogTailer tailer, MemorySink sink, StringBuilder text) throws IOException {
        for (int look = 0; look < 12; look++) {
            clock.advance(Duration.ofSeconds(2));
            List<TailOutcome> outcomes = tailer.poll(clock.instant(), sink, 100);
            for (TailOutcome outcome : outcomes) {
                if (outcome instanceof TailOutcome.Batch batch) {
                    text.append(new String(MemorySink.bytes(batch.batch()), StandardCharsets.UTF_8));
                }
            }
            tailer.confirm(outcomes);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"GZIP", "ZSTD"})
    void aCompressedSuccessorThatIsBrokenIsReported(Form form) throws IOException {
        append(LOG, "one\nhalf");
        TailRig rig = rig(plan);
        rig.drain();
        byte[] packed = TailWorld.compressed("one\nhalf and the other half\n".getBytes(StandardCharsets.UTF_8), form);
        disk.overwrite(
                LOGS.resolve(form == Form.GZIP ? "app.log.1.gz" : "app.log.1.zst"),
                Arrays.copyOf(packed, packed.length - 9));
        disk.remove(LOG);
        rig.restart();

        rig.drain();

        assertThat(rig.text()).isEqualTo("one\n");
        assertThat(rig.all(TailOutcome.Lost.class)).singleElement().satisfies(lost -> {
            assertThat(lost.report().cause()).isEqualTo(LossReport.Cause.SUCCESSOR_UNREADABLE);
            assertThat(lost.report().range()).isEqualTo(new Range(4, 8));
            assertThat(lost.report().message()).contains("can't be decompressed", "Restore the file");
        });
    }

    @Test
    void aFileThatIsGoneWithoutSuccessorIsReportedAndNotTwice() throws IOException {
        append(LOG, "one\nhalf");
        TailRig rig = rig(plan);
        rig.drain();
        disk.remove(LOG);
        rig.restart();
        rig.drain();
        rig.restart();
        rig.drain();

        assertThat(rig.all(TailOutcome.Lost.class)).singleElement().satisfies(lost -> {
            assertThat(lost.report().cause()).isEqualTo(LossReport.Cause.GONE_BEFORE_READ);
            assertThat(lost.report().range()).isEqualTo(new Range(4, 8));
        });
    }

    /** One entry a file, of bounded length, however much was read of it and however often it was rotated. */
    @Test
    void theStateOfThousandsOfFilesIsBoundedAndReadable() throws IOException {
        int files = 3_000;
        for (int file = 0; file < files; file++) {
            append(LOGS.resolve("till-" + file + ".log"), "line of " + file + "\n");
        }
        TailRig rig = rig(plan);
        rig.drain();
        for (int round = 0; round < 3; round++) {
            for (int file = 0; file < files; file++) {
                append(LOGS.resolve("till-" + file + ".log"), "x".repeat(1_000) + "\n");
            }
            rig.drain();
        }

        Map<String, String> state = rig.checkpoints().encode();

        assertThat(state.keySet().stream().filter(key -> key.startsWith("file.")))
                .hasSize(files);
        assertThat(state.values()).allSatisfy(line -> assertThat(line).hasSizeLessThan(400));
        assertThat(state.values())
                .filteredOn(line -> line.contains("path=/logs/till-7.log "))
                .singleElement()
                .asString()
                .startsWith(
                        "v1 state=live name=/logs/till-7.log path=/logs/till-7.log form=plain offset=3013 size=3013");
    }

    @Test
    void filesThatAreGoneForLongLeaveTheState() throws IOException {
        TailRig rig = rig(plan.withTimes(TailTimes.defaults().withRetention(Duration.ofSeconds(20))));
        for (int day = 0; day < 30; day++) {
            append(LOGS.resolve("app-" + day + ".log"), "day " + day + "\n");
            rig.drain();
            disk.remove(LOGS.resolve("app-" + day + ".log"));
            rig.drain();
        }

        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(30);
        assertThat(rig.checkpoints().all()).hasSizeLessThan(5);
    }

    private TailRig rig(TailPlan of) {
        return new TailRig(of, disk, clock.instant());
    }

    /** Before the log grew to what was seen of it. */
    private void copiedEarlier(byte[] bytes) throws IOException {
        long then = disk.stat(LOG).modifiedMillis();
        disk.overwrite(ROTATED, bytes);
        disk.modified(ROTATED, then);
    }

    private void append(Path file, String text) {
        disk.append(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
