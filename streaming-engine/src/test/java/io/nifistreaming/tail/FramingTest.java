package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.tail.RecordFramer.Ending;
import io.nifistreaming.tail.RecordFramer.Framed;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static final int ALL = Integer.MAX_VALUE;

    @Test
    void lineFeedsEndLinesAndTheRestWaits() {
        assertThat(open(FramingPlan.lines(), "a\r\nbb\n\nrest")).containsExactly("a\r\n", "bb\n", "\n", "|rest");
        assertThat(last(FramingPlan.lines(), "a\nrest")).containsExactly("a\n", "rest");
        assertThat(last(FramingPlan.lines(), "a\n")).containsExactly("a\n");
    }

    @Test
    void carriageReturnsAloneEndLines() {
        FramingPlan plan = FramingPlan.of(LineEnd.CR, StandardCharsets.UTF_8);

        assertThat(open(plan, "a\rb\n\rc")).containsExactly("a\r", "b\n\r", "|c");
    }

    @Test
    void anyOfTheThreeLineEndsCountsWhenAutomatic() {
        FramingPlan plan = FramingPlan.of(LineEnd.AUTOMATIC, StandardCharsets.UTF_8);

        assertThat(open(plan, "a\r\nb\nc\rd\r\r\ne")).containsExactly("a\r\n", "b\n", "c\r", "d\r", "\r\n", "|e");
    }

    @Test
    void carriageReturnThatIsTheLastByteWaitsUntilItIsKnownWhatFollows() {
        FramingPlan plan = FramingPlan.of(LineEnd.AUTOMATIC, StandardCharsets.UTF_8);
        byte[] bytes = bytes("a\r");

        assertThat(plan.framer().frame(bytes, 0, 2, Ending.OPEN, ALL)).isEqualTo(Framed.NONE);
        assertThat(plan.framer().frame(bytes, 0, 2, Ending.IDLE, ALL)).isEqualTo(new Framed(2, 1));
        assertThat(plan.framer().frame(bytes, 0, 2, Ending.FINAL, ALL)).isEqualTo(new Framed(2, 1));
    }

    @Test
    void delimiterOfSeveralBytesIsFoundWholeOnly() {
        FramingPlan plan = FramingPlan.of(LineEnd.CRLF, StandardCharsets.UTF_8);

        assertThat(open(plan, "a\nb\rc\r\nd\r")).containsExactly("a\nb\rc\r\n", "|d\r");
        assertThat(open(FramingPlan.of(LineEnd.text("€"), StandardCharsets.UTF_8), "a€b"))
                .hasSize(2);
        assertThat(open(FramingPlan.of(LineEnd.hex("1e 0a"), StandardCharsets.UTF_8), "a\n\u001E\nb"))
                .containsExactly("a\n\u001E\n", "|b");
    }

    @Test
    void wideCharactersAreComparedWhereTheyBegin() {
        // U+0A00 U+0D0A hold the bytes of LF and CR, but not as characters.
        for (Charset charset :
                List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("UTF-32LE"))) {
            byte[] bytes = "\u0A00\u0100\u0A00x\u0D0Aä\r\n\n\u0A0D\u0A0Ab\n?".getBytes(charset);

            assertThat(split(FramingPlan.of(LineEnd.LF, charset), bytes, Ending.FINAL, charset))
                    .containsExactly("\u0A00\u0100\u0A00x\u0D0Aä\r\n", "\n", "\u0A0D\u0A0Ab\n", "?");
            assertThat(split(FramingPlan.of(LineEnd.AUTOMATIC, charset), bytes, Ending.FINAL, charset))
                    .containsExactly("\u0A00\u0100\u0A00x\u0D0Aä\r\n", "\n", "\u0A0D\u0A0Ab\n", "?");
        }
    }

    @Test
    void delimiterIsWrittenAsTheCharsetWritesIt() {
        Charset ebcdic = Charset.forName("IBM1047");
        byte[] bytes = "one\ntwo\n".getBytes(ebcdic);

        assertThat(split(FramingPlan.of(LineEnd.LF, ebcdic), bytes, Ending.OPEN, ebcdic))
                .containsExactly("one\n", "two\n");
    }

    @Test
    void mostRecordsAreNeverExceeded() {
        for (FramingPlan plan : List.of(
                FramingPlan.lines(),
                FramingPlan.of(LineEnd.AUTOMATIC, StandardCharsets.UTF_8),
                FramingPlan.lines().joined(MultiLine.continuedBy(LinePattern.of("^ "))))) {
            byte[] bytes = bytes("12\n".repeat(5_000));

            for (int most : new int[] {0, 1, 2, 7, 1_000, 4_999}) {
                assertThat(plan.framer().frame(bytes, 0, bytes.length, Ending.OPEN, most))
                        .isEqualTo(most == 0 ? Framed.NONE : new Framed(3 * most, most));
            }
        }
    }

    @Test
    void anyNumberOfLineFeedsCanBeTheMost() {
        byte[] bytes = bytes("12\n".repeat(5_000));

        for (int most = 1; most <= 5_000; most++) {
            assertThat(new LfFramer().frame(bytes, 0, bytes.length, Ending.OPEN, most))
                    .isEqualTo(new Framed(3 * most, most));
        }
    }

    @Test
    void charsetsWithoutOneWayToWriteADelimiterAreRefused() {
        for (String name : List.of("UTF-16", "x-UTF-16LE-BOM", "x-JISAutoDetect")) {
            Charset charset = Charset.forName(name);
            assertThatThrownBy(() -> FramingPlan.of(LineEnd.LF, charset))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("UTF-16LE");
        }
    }

    @Test
    void delimitersThatMayBeHalfACharacterAreRefused() {
        Charset sjis = Charset.forName("Shift_JIS");

        FramingPlan.of(LineEnd.CRLF, sjis);
        assertThatThrownBy(() -> FramingPlan.of(LineEnd.text("|"), sjis)).hasMessageContaining("control character");
        assertThatThrownBy(() -> FramingPlan.of(LineEnd.text("€"), StandardCharsets.US_ASCII))
                .hasMessageContaining("can't be written");
        assertThatThrownBy(() -> FramingPlan.of(LineEnd.hex("0A"), StandardCharsets.UTF_16LE))
                .hasMessageContaining("whole characters");
        assertThatThrownBy(() -> LineEnd.hex("0")).hasMessageContaining("two hexadecimal digits");
        assertThatThrownBy(() -> LineEnd.text("")).hasMessageContaining("at least one");
    }

    @Test
    void marksThatMayBeHalfACharacterAreRefused() {
        byte separator = EventDelimiter.RECORD_SEPARATOR;
        byte[] bytes = bytes("a\r\n b\r\n\r\nc");
        MultiLine events = MultiLine.continuedBy(LinePattern.of("^ "));

        FramingPlan.of(LineEnd.AUTOMATIC, StandardCharsets.UTF_8)
                .joined(events)
                .marking(separator)
                .mark(bytes, 0, bytes.length);

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("a\r\n b\u001E\u001E\u001E\u001Ec");
        FramingPlan.of(LineEnd.LF, Charset.forName("Shift_JIS")).marking(separator);
        // U+1EBF is a letter of Vietnamese.
        assertThatThrownBy(() ->
                        FramingPlan.of(LineEnd.LF, StandardCharsets.UTF_16LE).marking(separator))
                .hasMessageContaining("part of a character");
        assertThatThrownBy(() -> FramingPlan.lines().marking((byte) 0xA9)).hasMessageContaining("A9");
        assertThatThrownBy(() ->
                        FramingPlan.of(LineEnd.LF, Charset.forName("Shift_JIS")).marking((byte) '|'))
                .hasMessageContaining("7C");
    }

    @Test
    void textOfARecordIsWithoutItsDelimiter() {
        byte[] bytes = bytes("a\n\r\nb\n\nrest\r");

        assertThat(texts(FramingPlan.lines(), bytes)).containsExactly("a", "\r", "b", "", "rest\r");
        assertThat(texts(FramingPlan.of(LineEnd.AUTOMATIC, StandardCharsets.UTF_8), bytes))
                .containsExactly("a", "", "b", "", "rest");
        assertThat(texts(FramingPlan.of(LineEnd.CRLF, StandardCharsets.UTF_8), bytes))
                .containsExactly("a\n", "b\n\nrest\r");
    }

    private static List<String> texts(FramingPlan plan, byte[] bytes) {
        DelimitedFramer framer = plan.framer();
        List<String> texts = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int end = framer.end(bytes, from, bytes.length, Ending.FINAL);
            texts.add(new String(bytes, from, framer.textEnd(bytes, from, end) - from, StandardCharsets.UTF_8));
            from = end;
        }
        return texts;
    }

    private static List<String> open(FramingPlan plan, String text) {
        return split(plan, bytes(text), Ending.OPEN, StandardCharsets.UTF_8);
    }

    private static List<String> last(FramingPlan plan, String text) {
        return split(plan, bytes(text), Ending.FINAL, StandardCharsets.UTF_8);
    }

    private static List<String> split(FramingPlan plan, byte[] bytes, Ending ending, Charset charset) {
        RecordFramer framer = plan.framer();
        Framed framed = framer.frame(bytes, 0, bytes.length, ending, ALL);
        List<String> records = new ArrayList<>();
        int from = 0;
        while (from < framed.bytes()) {
            int end = framer.end(bytes, from, bytes.length, ending);
            records.add(new String(bytes, from, end - from, charset));
            from = end;
        }
        assertThat(records).hasSize(framed.records());
        if (from < bytes.length) {
            records.add("|" + new String(bytes, from, bytes.length - from, charset));
        }
        return records;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
