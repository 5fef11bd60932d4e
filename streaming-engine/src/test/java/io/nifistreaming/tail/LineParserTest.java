package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void jsonFieldsPassAsTheyAre() {
        ParsedLine.Parsed line = parsed(
                LineParser.jsonLines(BERLIN),
                "{\"ts\":\"none\",\"time\":1770000000.25,\"n\":null,\"big\":12345678901234567890123,"
                        + "\"price\":19.990,\"a\":[1,{\"b\":true}]}");

        assertThat(line.fields())
                .containsEntry("n", null)
                .containsEntry("big", new java.math.BigInteger("12345678901234567890123"))
                .containsEntry("price", new BigDecimal("19.990"))
                .containsEntry("a", List.of(1, Map.of("b", true)));
        assertThat(line.timestamp()).contains(Instant.ofEpochSecond(1_770_000_000, 250_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "null", "[1]", "7", "{\"secret\":tru", "{} {}", "{\"a\":1}x", "{\"a\":NaN}", "secret"})
    void whatIsNoJsonObjectIsRefusedWithoutBeingQuoted(String line) {
        ParsedLine parsed = LineParser.jsonLines(BERLIN).parse(line);

        assertThat(parsed).isInstanceOf(ParsedLine.Unparsed.class);
        assertThat(((ParsedLine.Unparsed) parsed).reason())
                .startsWith("No JSON object")
                .doesNotContain("secret");
    }

    @Test
    void deepNestingAndHugeNumbersAreRefused() {
        LineParser parser = LineParser.jsonLines(BERLIN);

        assertThat(parser.parse("{\"a\":" + "[".repeat(100_000))).isInstanceOf(ParsedLine.Unparsed.class);
        assertThat(parser.parse("{\"a\":" + "9".repeat(100_000) + "}")).isInstanceOf(ParsedLine.Unparsed.class);
        assertThat(parser.parse("{\"time\":1e999999999}")).isInstanceOf(ParsedLine.Parsed.class);
    }

    @Test
    void namedGroupsAreFields() {
        LineParser parser = LineParser.regex(
                "^(?<at>\\S+ \\S+) (?<level>[A-Z]+)(?: \\((?<thread>[^)]*)\\))? \\Q(?<no>x)\\E(?<text>.*)",
                "at",
                TimestampFormat.pattern("yyyy-MM-dd HH:mm:ss,SSS", BERLIN));

        ParsedLine.Parsed line = parsed(parser, "2026-07-01 12:00:00,123 WARN (?<no>x)héllo");

        assertThat(line.fields())
                .containsEntry("level", "WARN")
                .containsEntry("thread", null)
                .containsEntry("text", "héllo")
                .hasSize(4);
        assertThat(line.timestamp()).contains(Instant.parse("2026-07-01T10:00:00.123Z"));
        assertThat(parser.parse("other")).isInstanceOf(ParsedLine.Unparsed.class);
    }

    @Test
    void expressionThatBacktracksWithoutEndIsGivenUp() {
        LineParser parser = LineParser.regex("^(?<a>(x+x+)+)y$", "", TimestampFormat.epoch());
        LineParser deep = LineParser.regex("^(?<a>(x|z)*)y$", "", TimestampFormat.epoch());

        assertThat(((ParsedLine.Unparsed) parser.parse("x".repeat(5_000))).reason())
                .contains("too many steps");
        assertThat(deep.parse("x".repeat(1_000_000))).isInstanceOf(ParsedLine.Unparsed.class);
    }

    @Test
    void expressionsThatCannotWorkAreRefused() {
        TimestampFormat iso = TimestampFormat.iso(BERLIN);

        assertThatThrownBy(() -> LineParser.regex("(a)", "", iso)).hasMessageContaining("no named group");
        assertThatThrownBy(() -> LineParser.regex("(?<a>x)", "b", iso)).hasMessageContaining("no group 'b'");
        assertThatThrownBy(() -> LineParser.regex("(?<a>x", "", iso)).hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> TimestampFormat.pattern("yyyy-oops", BERLIN)).hasMessageContaining("no pattern");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-07-01T12:00:00Z|2026-07-01T12:00:00Z",
                "2026-07-01 12:00:00|2026-07-01T10:00:00Z",
                "2026-07-01T12:00:00,5+0200|2026-07-01T10:00:00.5Z",
                "2026-07-01T12:00:00.123456789-07|2026-07-01T19:00:00.123456789Z",
                "1782900000|2026-07-01T10:00:00Z",
                "1782900000123|2026-07-01T10:00:00.123Z",
                "1782900000123456|2026-07-01T10:00:00.123456Z",
                "1782900000123456789|2026-07-01T10:00:00.123456789Z",
                "01/Jul/2026:12:00:00 +0200|2026-07-01T10:00:00Z",
            })
    void usualTimesAreRecognised(String text, Instant time) {
        assertThat(TimestampFormat.automatic(BERLIN).read(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "1e9", "2026-13-01T00:00:00Z", "2026-07-01T12:00:00123", "10/Oct/2000"})
    void otherTextsAreNoTimes(String text) {
        assertThat(TimestampFormat.automatic(BERLIN).read(text)).isEmpty();
    }

    @Test
    void datesAloneBeginAtMidnight() {
        assertThat(TimestampFormat.pattern("dd.MM.yyyy", ZoneOffset.UTC).read("01.02.2026"))
                .isEqualTo(Optional.of(Instant.parse("2026-02-01T00:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedLinesAlwaysGetAnAnswer(long round) {
        List<LineParser> parsers = List.of(
                LineParser.accessLog(BERLIN),
                LineParser.syslog(BERLIN, () -> Instant.EPOCH),
                LineParser.syslog5424(BERLIN),
                LineParser.jsonLines(BERLIN),
                LineParser.regex("(?<a>\\w+) (?<b>.*)", "a", TimestampFormat.automatic(BERLIN)));
        List<String> lines = List.of(
                "h - u [10/Oct/2000:13:55:36 -0700] \"GET /\\x22 HTTP/1.0\" 200 2326 \"r\\\"\" \"M [en]\"",
                "<34>Oct 11 22:14:15 mymachine su[123]: 'su root' failed",
                "<165>1 2003-10-11T22:14:15.003Z m e 8710 ID47 [x@1 iut=\"3\\]\"][y] event",
                "{\"time\":1770000000.25,\"a\":[1,{\"b\":\"\\u00e9\"}]}");
        for (int scenario = 0; scenario < 5_000; scenario++) {
            long seed = round * 1_000_000 + scenario;
            Random random = new Random(seed);
            byte[] bytes = lines.get(random.nextInt(lines.size())).getBytes(StandardCharsets.UTF_8);
            for (int damage = random.nextInt(5); damage > 0; damage--) {
                byte[] signs = " []\"\\<>:/-{}0x\u0000\u00FF".getBytes(StandardCharsets.ISO_8859_1);
                bytes[random.nextInt(bytes.length)] = signs[random.nextInt(signs.length)];
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
            String line = new String(cut, StandardCharsets.UTF_8);
            for (LineParser parser : parsers) {
                assertThat(answer(parser, line, seed)).isNotNull();
            }
        }
    }

    private static ParsedLine answer(LineParser parser, String line, long seed) {
        try {
            return parser.parse(line);
        } catch (RuntimeException e) {
            throw new AssertionError("Seed " + seed + ": " + line, e);
        }
    }

    private static ParsedLine.Parsed parsed(LineParser parser, String line) {
        ParsedLine parsed = parser.parse(line);
        assertThat(parsed).isInstanceOf(ParsedLine.Parsed.class);
        return (ParsedLine.Parsed) parsed;
    }
}
