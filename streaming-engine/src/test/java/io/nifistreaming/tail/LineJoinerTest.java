package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.tail.RecordFramer.Ending;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineJoinerTest {
    private static final MultiLine DATED = MultiLine.startingWith(LinePattern.of("^\\d{4}-"));

    @Test
    void stackTraceStaysWithTheLineThatBeganIt() {
        String log = "2026-01-01 boom\njava.lang.X: y\n\tat a.b\n\n2026-01-02 next\n2026-01-03 open\n\tat c";

        assertThat(events(DATED, log, Ending.OPEN))
                .containsExactly("2026-01-01 boom\njava.lang.X: y\n\tat a.b\n\n", "2026-01-02 next\n");
    }

    @Test
    void lastEventComesWhenNothingFollowsItForAWhile() {
        String log = "2026-01-03 last\n\tat c\n\tat unfin";

        assertThat(events(DATED, log, Ending.OPEN)).isEmpty();
        assertThat(events(DATED, log, Ending.IDLE)).containsExactly("2026-01-03 last\n\tat c\n");
        assertThat(events(DATED, log, Ending.FINAL)).containsExactly(log);
        assertThat(events(DATED, "2026 unfin", Ending.IDLE)).isEmpty();
    }

    @Test
    void linesBeforeTheFirstEventAreAnEvent() {
        assertThat(events(DATED, "\tat lost\nmore\n2026-01-01 a\n", Ending.IDLE))
                .containsExactly("\tat lost\nmore\n", "2026-01-01 a\n");
    }

    @Test
    void continuationEndAndNegationSayTheSameInOtherWords() {
        String log = "a\n b\nc\n";

        assertThat(events(MultiLine.continuedBy(LinePattern.of("^ ")), log, Ending.OPEN))
                .containsExactly("a\n b\n");
        assertThat(events(MultiLine.startingWith(LinePattern.not("^ ")), log, Ending.OPEN))
                .containsExactly("a\n b\n");
        assertThat(events(MultiLine.endingWith(LinePattern.of(";$")), "a\nb;\nc;\nd\n", Ending.OPEN))
                .containsExactly("a\nb;\n", "c;\n");
        // A backslash continues on the next line: whatever has none ends the event.
        assertThat(events(MultiLine.endingWith(LinePattern.not("\\\\$")), "a\\\nb\nc\n", Ending.OPEN))
                .containsExactly("a\\\nb\n", "c\n");
    }

    @Test
    void limitsCutAtLineEndsAndDropNothing() {
        String log = "2026-1\n" + "x\n".repeat(5);

        assertThat(events(DATED.withLimits(3, 1_000), log, Ending.IDLE)).containsExactly("2026-1\nx\nx\n", "x\nx\nx\n");
        assertThat(events(DATED.withLimits(9, 10), log, Ending.IDLE)).containsExactly("2026-1\nx\n", "x\nx\nx\nx\n");
        assertThat(events(DATED.withLimits(9, 4), "x\ntoo long\ny\n", Ending.IDLE))
                .containsExactly("x\n", "too long\n", "y\n");
    }

    @Test
    void fullEventWaitsForNothing() {
        assertThat(events(DATED.withLimits(9, 9), "2026-1\nx\n", Ending.OPEN)).containsExactly("2026-1\nx\n");
        assertThat(events(DATED.withLimits(2, 99), "2026-1\nx\n", Ending.OPEN)).containsExactly("2026-1\nx\n");
    }

    @Test
    void hugeLineDoesNotHoldBackTheEventBeforeIt() {
        String open = "2026-01-01 whole\n\tat x\n" + "2026-01-02 " + "h".repeat(MultiLine.BYTES_SEEN);
        String grown = "a\n" + "h".repeat(200);

        assertThat(events(DATED, open, Ending.OPEN)).containsExactly("2026-01-01 whole\n\tat x\n");
        assertThat(events(DATED.withLimits(9, 100), grown, Ending.OPEN)).containsExactly("a\n");
    }

    @Test
    void patternSeesTheSameOfALineWhetherItHasComeWholeOrNot() {
        int seen = MultiLine.BYTES_SEEN;
        for (String regex : List.of("^y{" + (seen - 1) + "}$", "^y{" + (seen - 2) + "}$", "\r", "z$")) {
            RecordFramer framer = FramingPlan.of(LineEnd.CRLF, StandardCharsets.UTF_8)
                    .joined(MultiLine.startingWith(LinePattern.of(regex)))
                    .framer();
            for (int length = seen - 4; length < seen + 4; length++) {
                byte[] bytes = ("a\r\n" + "y".repeat(length) + "z\r\nb\r\n").getBytes(StandardCharsets.UTF_8);
                int whole = framer.end(bytes, 0, bytes.length, Ending.FINAL);
                for (int to = bytes.length - 20; to < bytes.length; to++) {
                    assertThat(framer.end(bytes, 0, to, Ending.OPEN)).isIn(-1, whole);
                }
            }
        }
    }

    @Test
    void patternSeesTheBeginningOfALongLine() {
        String line = "y".repeat(MultiLine.BYTES_SEEN) + "z\n";

        assertThat(events(MultiLine.startingWith(LinePattern.of("z$")), "a\n" + line, Ending.IDLE))
                .hasSize(1);
        assertThat(events(MultiLine.startingWith(LinePattern.of("y$")), "a\n" + line, Ending.IDLE))
                .hasSize(2);
    }

    @Test
    void patternsSeeTheCharactersOfTheCharset() {
        MultiLine events = MultiLine.startingWith(LinePattern.of("^é{2}\\b"));
        for (Charset charset :
                List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE)) {
            byte[] bytes = "éé\nx\néé\n".getBytes(charset);
            RecordFramer framer =
                    FramingPlan.of(LineEnd.LF, charset).joined(events).framer();

            int end = framer.end(bytes, 0, bytes.length, Ending.OPEN);

            assertThat(new String(bytes, 0, end, charset)).isEqualTo("éé\nx\n");
        }
    }

    @Test
    void expressionThatBacktracksWithoutEndCountsAsNotFound() {
        String hostile = "a".repeat(3_000) + "!\n";

        assertThat(events(MultiLine.startingWith(LinePattern.of("^(a+)+$")), "x\n" + hostile + "aaa\n", Ending.OPEN))
                .containsExactly("x\n" + hostile);
        assertThat(events(MultiLine.startingWith(LinePattern.of("(a|b|ab)*c")), "x\n" + hostile + "ac\n", Ending.OPEN))
                .hasSize(1);
    }

    @Test
    void plansThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> LinePattern.of("(")).hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> LinePattern.of("")).hasMessageContaining("must not be empty");
        assertThatThrownBy(() -> DATED.withLimits(0, 1)).hasMessageContaining("at least 1 line");
        assertThatThrownBy(() -> new MultiLine(Optional.empty(), Optional.empty(), Optional.empty(), 1, 1))
                .hasMessageContaining("pattern");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eventsAreThoseOfASimpleModel(long round) {
        for (int scenario = 0; scenario < 2_000; scenario++) {
            long seed = round * 1_000_000 + scenario;
            Random random = new Random(seed);
            MultiLine plan = plan(random);
            String log = log(random);
            boolean unended = !log.isEmpty() && !log.endsWith("\n");

            List<String> expected = model(plan, log);

            assertThat(events(plan, log, Ending.FINAL))
                    .as("Seed " + seed + " " + plan)
                    .isEqualTo(expected);
            if (!unended) {
                assertThat(events(plan, log, Ending.IDLE))
                        .as("Seed " + seed + " " + plan)
                        .isEqualTo(expected);
            }
        }
    }

    private static MultiLine plan(Random random) {
        return new MultiLine(
                random.nextBoolean() ? Optional.of(new LinePattern("^s", random.nextInt(5) == 0)) : Optional.empty(),
                random.nextBoolean() ? Optional.of(new LinePattern("^ |é", random.nextInt(5) == 0)) : Optional.empty(),
                Optional.of(LinePattern.of("e$")),
                1 + random.nextInt(6),
                1 + random.nextInt(40));
    }

    private static String log(Random random) {
        List<String> lines = List.of("s\n", " c\n", "éé\n", "line\n", "\n", "x\n", "long long long long\n", "s e\n");
        StringBuilder log = new StringBuilder();
        for (int index = random.nextInt(30); index > 0; index--) {
            log.append(lines.get(random.nextInt(lines.size())));
        }
        return random.nextInt(3) == 0 ? log + "s unended" : log.toString();
    }

    /** The same rules on strings, a line at a time. */
    private static List<String> model(MultiLine plan, String log) {
        List<String> events = new ArrayList<>();
        String event = "";
        int lines = 0;
        for (String line : log.split("(?<=\n)")) {
            boolean begins =
                    is(plan.start(), line) || (plan.continuation().isPresent() && !is(plan.continuation(), line));
            if (lines > 0 && (begins || size(event + line) > plan.maxBytes())) {
                events.add(event);
                event = "";
                lines = 0;
            }
            event += line;
            lines++;
            if (is(plan.end(), line) || lines == plan.maxLines() || size(event) >= plan.maxBytes()) {
                events.add(event);
                event = "";
                lines = 0;
            }
        }
        if (!event.isEmpty()) {
            events.add(event);
        }
        events.removeIf(String::isEmpty);
        return events;
    }

    private static boolean is(Optional<LinePattern> pattern, String line) {
        String text = line.replace("\n", "");
        return pattern.isPresent()
                && java.util.regex.Pattern.compile(pattern.get().regex())
                                .matcher(text)
                                .find()
                        != pattern.get().negate();
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<String> events(MultiLine plan, String log, Ending ending) {
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        RecordFramer framer = FramingPlan.lines().joined(plan).framer();
        List<String> events = new ArrayList<>();
        int from = 0;
        for (int end = framer.end(bytes, 0, bytes.length, ending);
                end >= 0;
                end = framer.end(bytes, end, bytes.length, ending)) {
            events.add(new String(bytes, from, end - from, StandardCharsets.UTF_8));
            from = end;
        }
        return events;
    }
}
