package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.tail.RecordFramer.Ending;
import io.nifistreaming.tail.RecordFramer.Framed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random bytes in random pieces give the records of the whole, byte by byte. A failure names its seed. */
class FramingModelTest {
    private static final int SCENARIOS = 1_500;
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("UTF-32BE"),
            Charset.forName("IBM1047"));
    private static final List<LineEnd> ENDS = List.of(
            LineEnd.LF, LineEnd.CR, LineEnd.CRLF, LineEnd.AUTOMATIC, LineEnd.text("aba"), LineEnd.hex("00 00 0A 0A"));

    private Random random;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void piecesGiveTheRecordsOfTheWhole(long round) {
        for (int scenario = 0; scenario < SCENARIOS; scenario++) {
            long seed = round * 1_000_000 + scenario;
            random = new Random(seed);
            FramingPlan plan = plan();
            byte[] bytes = content(plan.charset());
            try {
                assertSame(plan, bytes);
                assertLongLineIsFoundInPieces(plan, bytes);
                assertMarked(plan, bytes);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Seed " + seed + ", " + plan + ": " + e.getMessage(), e);
            }
        }
    }

    private FramingPlan plan() {
        FramingPlan plan = FramingPlan.of(pick(ENDS), pick(CHARSETS));
        if (random.nextBoolean()) {
            return plan;
        }
        MultiLine events = new MultiLine(
                pattern("^a|yy$"),
                pattern("^[b\r]"),
                Optional.of(LinePattern.of("c$")),
                1 + random.nextInt(5),
                1 + random.nextInt(random.nextBoolean() ? 60 : 30_000));
        return plan.joined(events);
    }

    private Optional<LinePattern> pattern(String regex) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(new LinePattern(regex, random.nextInt(4) == 0));
    }

    private byte[] content(Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> alphabet =
                List.of("a", "b", "c", "aba", "\r", "\n", "\r\n", "\u0000", "é", "\u0A0D", "zzzzzzzzzzzz");
        for (int index = random.nextInt(60); index > 0; index--) {
            bytes.writeBytes(pick(alphabet).getBytes(charset));
            if (random.nextInt(40) == 0) {
                bytes.writeBytes(new byte[] {0, (byte) 0x80, '\n', (byte) 0xFF});
            }
        }
        if (random.nextInt(8) == 0) {
            bytes.writeBytes(
                    "y".repeat(MultiLine.BYTES_SEEN - 4 + random.nextInt(8)).getBytes(charset));
            bytes.writeBytes((random.nextBoolean() ? "z\r\nb\r\n" : "\r\nb\r\n").getBytes(charset));
        }
        return bytes.toByteArray();
    }

    private void assertSame(FramingPlan plan, byte[] bytes) {
        List<Integer> whole = ends(plan.framer(), bytes);

        RecordFramer framer = plan.framer();
        List<Integer> inPieces = new ArrayList<>();
        int from = 0;
        int to = 0;
        while (from < bytes.length) {
            to = Math.min(bytes.length, to + random.nextInt(1 + (random.nextInt(5) == 0 ? 5_000 : 9)));
            Ending ending = to == bytes.length ? Ending.FINAL : Ending.OPEN;
            Framed framed = framer.frame(Arrays.copyOf(bytes, to), from, to, ending, 1 + random.nextInt(4));
            int end = from + framed.bytes();
            for (int record = 0; record < framed.records(); record++) {
                from = framer.end(bytes, from, to, ending);
                inPieces.add(from);
            }
            assertThat(from).isEqualTo(end);
        }

        assertThat(inPieces).isEqualTo(whole);
        assertThat(whole.isEmpty() ? 0 : whole.get(whole.size() - 1)).isEqualTo(bytes.length);
    }

    private void assertLongLineIsFoundInPieces(FramingPlan plan, byte[] bytes) {
        LineFramer lines = plan.framer().lines();
        int end = lines.end(bytes, 0, bytes.length, Ending.OPEN);

        int from = 0;
        int to = 0;
        int found = -1;
        while (found < 0 && to < bytes.length) {
            to = Math.min(bytes.length, to + 1 + random.nextInt(6));
            found = lines.end(bytes, from, to, Ending.OPEN);
            from = found < 0 ? lines.settled(bytes, from, to) : from;
        }

        assertThat(found).isEqualTo(end);
    }

    private void assertMarked(FramingPlan plan, byte[] bytes) {
        DelimitedFramer framer = plan.framer();
        Ending ending = random.nextBoolean() ? Ending.IDLE : Ending.OPEN;
        int to = framer.frame(bytes, 0, bytes.length, ending, 1 + random.nextInt(9))
                .bytes();
        byte[] expected = bytes.clone();
        for (int from = 0; from < to; ) {
            int end = framer.end(bytes, from, bytes.length, ending);
            Arrays.fill(expected, framer.textEnd(bytes, from, end), end, (byte) 0x1E);
            from = end;
        }

        byte[] marked = bytes.clone();
        new EventDelimiter(framer, EventDelimiter.RECORD_SEPARATOR).mark(marked, 0, to);

        assertThat(marked).isEqualTo(expected);
    }

    private static List<Integer> ends(RecordFramer framer, byte[] bytes) {
        List<Integer> ends = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            from = framer.end(bytes, from, bytes.length, Ending.FINAL);
            ends.add(from);
        }
        return ends;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
