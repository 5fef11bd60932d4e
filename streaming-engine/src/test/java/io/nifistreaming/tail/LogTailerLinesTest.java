package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nifistreaming.origin.Range;
import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of lines and events that lie across the borders of buffers, or are longer than them. */
class LogTailerLinesTest {
    private static final Path LOGS = Path.of("/logs");
    private static final Path LOG = LOGS.resolve("app.log");

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final TailPlan plan = TailPlan.of(TailRoot.of(LOGS, "*.log"));

    static Stream<Arguments> lineEnds() {
        return Stream.of(
                Arguments.of(LineEnd.LF, "\n", StandardCharsets.UTF_8),
                Arguments.of(LineEnd.CR, "\r", StandardCharsets.UTF_8),
                Arguments.of(LineEnd.CRLF, "\r\n", StandardCharsets.UTF_8),
                Arguments.of(LineEnd.AUTOMATIC, "\r\n", StandardCharsets.UTF_8),
                Arguments.of(LineEnd.AUTOMATIC, "\r", StandardCharsets.UTF_8),
                Arguments.of(LineEnd.text("aba"), "aba", StandardCharsets.UTF_8),
                Arguments.of(LineEnd.LF, "\n", StandardCharsets.UTF_16LE),
                Arguments.of(LineEnd.CRLF, "\r\n", StandardCharsets.UTF_16BE),
                Arguments.of(LineEnd.AUTOMATIC, "\r\n", StandardCharsets.UTF_16LE));
    }

    /** The last byte of the text in UTF-16 is that of a line feed, and is none. */
    @ParameterizedTest
    @MethodSource("lineEnds")
    void linesAreWholeWhereverABufferEndsAndHoweverTheyArrive(LineEnd end, String written, Charset charset)
            throws IOException {
        List<String> lines = List.of("x" + written, written, "b\u0A0Dy" + written, "xb" + written, "zz" + written);
        byte[] content = String.join("", lines).getBytes(charset);
        for (int buffer = 14; buffer < 30; buffer++) {
            Path log = LOGS.resolve(buffer + ".log");
            TailRig rig = rig(plan.withFramer(FramingPlan.of(end, charset).framer())
                    .withLimits(limits(1, 1_000, buffer, TailLimits.Overlong.WHOLE)));
            for (byte next : content) {
                disk.append(log, new byte[] {next});
                rig.poll();
            }
            rig.drain();

            assertThat(rig.batches())
                    .as("buffers of %d bytes", buffer)
                    .extracting(batch -> new String(MemorySink.bytes(batch), charset))
                    .isEqualTo(lines);
            rig.close();
            disk.remove(log);
        }
    }

    @ParameterizedTest
    @MethodSource("lineEnds")
    void anOverLongLineEndsWhereItEndsHoweverManyBuffersItTakes(LineEnd end, String written, Charset charset)
            throws IOException {
        for (int length = 10; length < 40; length++) {
            Path log = LOGS.resolve(length + ".log");
            String line = "\u0A0D" + "y".repeat(length) + written;
            disk.append(log, (line + "z" + written).getBytes(charset));
            TailRig rig = rig(plan.withFramer(FramingPlan.of(end, charset).framer())
                    .withLimits(limits(10, 1_000, 9, TailLimits.Overlong.WHOLE)));
            rig.drain();

            assertThat(rig.batches())
                    .as("a line of %d", length)
                    .extracting(TailBatch::kind, batch -> new String(MemorySink.bytes(batch), charset))
                    .containsExactly(
                            tuple(TailBatch.Kind.OVERSIZE, line), tuple(TailBatch.Kind.RECORDS, "z" + written));
            rig.close();
            disk.remove(log);
        }
    }

    /** What is over-long is always a single line, and the lines that follow are events as ever. */
    @ParameterizedTest
    @MethodSource("lineEnds")
    void anOverLongLineAmongEventsOfSeveralLinesTakesNoOtherWithIt(LineEnd end, String written, Charset charset)
            throws IOException {
        for (int length = 35; length < 60; length++) {
            Path log = LOGS.resolve(length + ".log");
            String line = "E\u0A0D" + "y".repeat(length) + written;
            String rest = "  t" + written + "E" + written;
            disk.append(log, (line + rest).getBytes(charset));
            MultiLine events = MultiLine.startingWith(LinePattern.of("^E")).withLimits(5, 16);
            TailRig rig = rig(
                    plan.withFramer(FramingPlan.of(end, charset).joined(events).framer())
                            .withLimits(limits(1, 1_000, 33, TailLimits.Overlong.WHOLE)));
            rig.drain();

            assertThat(rig.batches())
                    .as("a line of %d", length)
                    .extracting(TailBatch::kind, batch -> new String(MemorySink.bytes(batch), charset))
                    .containsExactly(
                            tuple(TailBatch.Kind.OVERSIZE, line),
                            tuple(TailBatch.Kind.RECORDS, "  t" + written),
                            tuple(TailBatch.Kind.RECORDS, "E" + written));
            rig.close();
            disk.remove(log);
        }
    }

    @Test
    void aCutLineKeepsItsBeginningItsRangeAndItsFollowers() throws IOException {
        disk.append(LOG, bytes("before\n" + "x".repeat(50) + "\nafter\n"));
        TailRig rig = rig(plan.withLimits(limits(10, 1_000, 20, TailLimits.Overlong.CUT)));

        rig.drain();

        assertThat(rig.batches())
                .extracting(TailBatch::kind, TailBatch::range, TailBatch::size, batch -> text(batch))
                .containsExactly(
                        tuple(TailBatch.Kind.RECORDS, new Range(0, 7), 7L, "before\n"),
                        tuple(TailBatch.Kind.CUT, new Range(7, 58), 20L, "x".repeat(20)),
                        tuple(TailBatch.Kind.RECORDS, new Range(58, 64), 6L, "after\n"));
    }

    @Test
    void aCutLineWaitsForItsEndAlsoThroughARestart() throws IOException {
        disk.append(LOG, bytes("x".repeat(50)));
        TailRig rig = rig(plan.withLimits(limits(10, 1_000, 20, TailLimits.Overlong.CUT)));
        rig.drain();
        assertThat(rig.batches()).isEmpty();

        rig.restart();
        disk.append(LOG, bytes("y\nafter\n"));
        rig.drain();

        assertThat(rig.batches())
                .extracting(TailBatch::kind, TailBatch::range)
                .containsExactly(
                        tuple(TailBatch.Kind.CUT, new Range(0, 52)), tuple(TailBatch.Kind.RECORDS, new Range(52, 58)));
    }

    @Test
    void linesWaitForOthersAsLongAsTheLingerAndNoLongerThanABatchNeeds() throws IOException {
        TailRig rig = rig(plan.withLimits(
                limits(100, 30, 1_024, TailLimits.Overlong.WHOLE).withLinger(Duration.ofSeconds(3))));
        disk.append(LOG, bytes("zero\n"));
        rig.drain();
        disk.append(LOG, bytes("one\n"));
        rig.pass();
        disk.append(LOG, bytes("two\n"));
        rig.pass();
        assertThat(rig.text()).isEqualTo("zero\n");

        rig.pass();
        rig.poll();

        assertThat(rig.batches()).extracting(LogTailerLinesTest::text).containsExactly("zero\n", "one\ntwo\n");

        disk.append(LOG, bytes("as many lines\nas a batch may hold\n"));
        rig.pass();
        rig.poll();

        assertThat(rig.text()).endsWith("two\nas many lines\nas a batch may hold\n");
    }

    private TailRig rig(TailPlan of) {
        return new TailRig(of, disk, clock.instant());
    }

    private static TailLimits limits(int records, long bytes, int recordBytes, TailLimits.Overlong overlong) {
        return new TailLimits(records, bytes, Duration.ZERO, recordBytes, overlong);
    }

    private static String text(TailBatch batch) {
        return new String(MemorySink.bytes(batch), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
