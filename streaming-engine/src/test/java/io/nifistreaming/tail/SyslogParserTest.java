package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogParserTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LineParser TRADITIONAL = LineParser.syslog3164(ZoneOffset.UTC, () -> NOW);
    private static final LineParser STRUCTURED = LineParser.syslog5424(ZoneOffset.UTC);

    @Test
    void traditionalMessageGivesAllItsFields() {
        ParsedLine.Parsed line =
                parsed(TRADITIONAL, "<34>Feb 11 22:14:15 mymachine su(pam)[123]: 'su root' failed: [x] on /dev/pts/8");

        assertThat(line.timestamp()).contains(Instant.parse("2026-02-11T22:14:15Z"));
        assertThat(line.fields())
                .containsEntry("priority", 34)
                .containsEntry("facility", 4)
                .containsEntry("severity", 2)
                .containsEntry("time", "2026-02-11T22:14:15Z")
                .containsEntry("hostname", "mymachine")
                .containsEntry("app_name", "su(pam)")
                .containsEntry("proc_id", "123")
                .containsEntry("message", "'su root' failed: [x] on /dev/pts/8")
                .hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Feb  3 01:02:03 h kernel: [    0.000000] Linux|2026-02-03T01:02:03Z|kernel|[    0.000000] Linux",
                "Feb 13 01:02:03 h CRON[77]: (root) CMD (x)|2026-02-13T01:02:03Z|CRON|(root) CMD (x)",
                "Feb 13 01:02:03 h postfix/smtpd[9]: NOQUEUE|2026-02-13T01:02:03Z|postfix/smtpd|NOQUEUE",
                "Feb 13 01:02:03 h last message repeated 3 times|2026-02-13T01:02:03Z||last message repeated 3 times",
                "Feb 13 01:02:03.250 h a: b|2026-02-13T01:02:03.250Z|a|b",
                "Feb 13 2019 01:02:03 h a: b|2019-02-13T01:02:03Z|a|b",
                "Feb 13 01:02:03 h a:b no tag|2026-02-13T01:02:03Z||a:b no tag",
                "Feb 13 01:02:03 h broken[12: x|2026-02-13T01:02:03Z||broken[12: x",
                "2026-02-13T01:02:03.123456+01:00 h sshd[1]: ok|2026-02-13T00:02:03.123456Z|sshd|ok",
                "2026-02-13T01:02:03 h sshd[1]: ok|2026-02-13T01:02:03Z|sshd|ok",
            })
    void filesHaveNoPriority(String text, Instant time, String application, String message) {
        ParsedLine.Parsed line = parsed(TRADITIONAL, text);

        assertThat(line.timestamp()).contains(time);
        assertThat(line.fields())
                .doesNotContainKey("priority")
                .containsEntry("hostname", "h")
                .containsEntry("app_name", application)
                .containsEntry("message", message);
    }

    @ParameterizedTest
    @CsvSource({
        "Mar  1 13:00:00, 2026-03-01T13:00:00Z",
        "Mar  2 11:59:59, 2026-03-02T11:59:59Z",
        "Mar  2 12:00:01, 2025-03-02T12:00:01Z",
        "Dec 31 23:59:59, 2025-12-31T23:59:59Z",
        "Feb 29 00:00:00, 2024-02-29T00:00:00Z"
    })
    void missingYearIsTheLatestThatIsNotInTheFuture(String text, Instant time) {
        assertThat(parsed(TRADITIONAL, text + " h a: b").timestamp()).contains(time);
    }

    @Test
    void clockThatRunsAheadIntoTheNewYearIsForgiven() {
        LineParser parser = LineParser.syslog3164(ZoneId.of("Asia/Tokyo"), () -> Instant.parse("2026-12-31T14:59:00Z"));

        assertThat(parsed(parser, "Jan  1 00:00:30 h a: b").timestamp())
                .contains(Instant.parse("2026-12-31T15:00:30Z"));
    }

    @Test
    void anythingBehindAPriorityIsAMessage() {
        assertThat(parsed(TRADITIONAL, "<13>Use the force").fields())
                .containsEntry("severity", 5)
                .containsEntry("time", null)
                .containsEntry("hostname", null)
                .containsEntry("message", "Use the force");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no syslog", "<192>Feb 30", "<>x", "Feb 30 01:02:03 h a: b", "Feb 3 1:2:3 h a: b", "Feb"})
    void otherLinesAreNoTraditionalMessages(String line) {
        assertThat(TRADITIONAL.parse(line)).isInstanceOf(ParsedLine.Unparsed.class);
    }

    @Test
    void structuredMessageGivesAllItsFields() {
        ParsedLine.Parsed line = parsed(
                STRUCTURED,
                "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog 8710 ID47"
                        + " [exampleSDID@32473 iut=\"3\" ip=\"::1\" ip=\"::2\""
                        + " q=\"a \\\"b\\\" \\\\ c\\] \\n\"][empty@1]"
                        + " \uFEFFAn application event");

        assertThat(line.timestamp()).contains(Instant.parse("2003-10-11T22:14:15.003Z"));
        assertThat(line.fields())
                .containsEntry("facility", 20)
                .containsEntry("severity", 5)
                .containsEntry("version", 1)
                .containsEntry("hostname", "mymachine.example.com")
                .containsEntry("app_name", "evntslog")
                .containsEntry("proc_id", "8710")
                .containsEntry("msg_id", "ID47")
                .containsEntry(
                        "structured_data",
                        Map.of(
                                "exampleSDID@32473",
                                Map.of("iut", "3", "ip", "::1,::2", "q", "a \"b\" \\ c] \\n"),
                                "empty@1",
                                Map.of()))
                .containsEntry("message", "An application event")
                .hasSize(11);
    }

    @Test
    void dashesAreNothing() {
        ParsedLine.Parsed line = parsed(STRUCTURED, "<0>1 - - - - - -");

        assertThat(line.timestamp()).isEmpty();
        assertThat(line.fields())
                .containsEntry("hostname", null)
                .containsEntry("structured_data", Map.of())
                .containsEntry("message", "");
        assertThat(parsed(STRUCTURED, "<38>1 2026-11-20T23:15:04+02:00 host1 sshd 4711 - - Failed - for")
                        .fields())
                .containsEntry("time", "2026-11-20T21:15:04Z")
                .containsEntry("message", "Failed - for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<34>Feb 11 22:14:15 mymachine su: x",
                "1 - - - - - -",
                "<34>1 yesterday h a p m - x",
                "<34>1 - h a p m",
                "<34>1 - h a p m x",
                "<34>1 - h a p m [id",
                "<34>1 - h a p m [id a=\"b] x",
                "<34>1 - h a p m [id a=b] x",
                "<34>1 - h a p m [ a=\"b\"] x",
                "<34>1 - h a p m [id]x",
            })
    void otherLinesAreNoStructuredMessages(String line) {
        assertThat(STRUCTURED.parse(line)).isInstanceOf(ParsedLine.Unparsed.class);
    }

    @Test
    void eitherFormIsReadWhereBothMayCome() {
        LineParser either = LineParser.syslog(ZoneOffset.UTC, () -> NOW);

        assertThat(parsed(either, "<34>1 - h a p m - x").fields()).containsEntry("msg_id", "m");
        assertThat(parsed(either, "Feb 11 22:14:15 h su: x").fields()).containsEntry("app_name", "su");
    }

    @Test
    void hugeLinesGetAnAnswer() {
        String huge = "x".repeat(1_000_000);

        assertThat(TRADITIONAL.parse("Feb 11 22:14:15 h " + huge)).isInstanceOf(ParsedLine.Parsed.class);
        assertThat(STRUCTURED.parse("<34>1 - h a p m " + "[a b=\"\\\"".repeat(200_000)))
                .isInstanceOf(ParsedLine.Unparsed.class);
        assertThat(TRADITIONAL.parse(huge)).isInstanceOf(ParsedLine.Unparsed.class);
    }

    private static ParsedLine.Parsed parsed(LineParser parser, String line) {
        ParsedLine parsed = parser.parse(line);
        assertThat(parsed).isInstanceOf(ParsedLine.Parsed.class);
        return (ParsedLine.Parsed) parsed;
    }
}
