package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogParserTest {
    private static final LineParser PARSER = LineParser.accessLog(ZoneId.of("Europe/Berlin"));
    private static final String TIME = "[10/Oct/2000:13:55:36 -0700]";

    @Test
    void combinedLineGivesAllItsFields() {
        ParsedLine.Parsed line = parsed("127.0.0.1 - frank " + TIME + " \"GET /apache_pb.gif?a=1 HTTP/1.0\" 200 2326"
                + " \"http://www.example.com/start.html\" \"Mozilla/4.08 [en] (Win98; I ;Nav)\"");

        assertThat(line.timestamp()).contains(Instant.parse("2000-10-10T20:55:36Z"));
        assertThat(line.fields())
                .containsEntry("client", "127.0.0.1")
                .containsEntry("ident", null)
                .containsEntry("user", "frank")
                .containsEntry("time", "2000-10-10T20:55:36Z")
                .containsEntry("request", "GET /apache_pb.gif?a=1 HTTP/1.0")
                .containsEntry("method", "GET")
                .containsEntry("path", "/apache_pb.gif?a=1")
                .containsEntry("protocol", "HTTP/1.0")
                .containsEntry("status", 200)
                .containsEntry("bytes", 2326L)
                .containsEntry("referer", "http://www.example.com/start.html")
                .containsEntry("user_agent", "Mozilla/4.08 [en] (Win98; I ;Nav)")
                .hasSize(12);
    }

    @Test
    void commonLineHasNeitherRefererNorAgent() {
        assertThat(fields("::1 - - " + TIME + " \"HEAD / HTTP/1.1\" 304 -"))
                .containsEntry("client", "::1")
                .containsEntry("user", null)
                .containsEntry("bytes", null)
                .containsEntry("referer", null)
                .containsEntry("user_agent", null);
    }

    @Test
    void quotesInTheAgentAreEscapedByApacheAndByNginx() {
        String begin = "h - - " + TIME + " \"GET / HTTP/1.1\" 200 1 \"-\" ";

        assertThat(fields(begin + "\"say \\\"hi\\\" \\\\\"")).containsEntry("user_agent", "say \"hi\" \\");
        assertThat(fields(begin + "\"say \\x22hi\\x22 \\xC3\\xA9\\xff\""))
                .containsEntry("user_agent", "say \"hi\" é\uFFFD");
        assertThat(fields(begin + "\"\\q \\xZZ \\t\"")).containsEntry("user_agent", "\\q \\xZZ \t");
    }

    @Test
    void usersMayHaveSpacesAndBrackets() {
        assertThat(fields("h - J. [x] Doe " + TIME + " \"GET / HTTP/1.1\" 200 1"))
                .containsEntry("user", "J. [x] Doe");
    }

    @Test
    void whatIsNoRequestIsKeptAsItIs() {
        Map<String, Object> tls = fields("h - - " + TIME + " \"\\x16\\x03\\x01\" 400 226 \"-\" \"-\"");
        assertThat(tls).containsEntry("request", "\u0016\u0003\u0001").containsEntry("method", null);
        assertThat(fields("h - - " + TIME + " \"-\" 408 0 \"-\" \"-\"")).containsEntry("request", "-");
        assertThat(fields("h - - " + TIME + " \"\" 000 0 \"-\" \"-\"")).containsEntry("status", 0);
        assertThat(fields("h - - " + TIME + " \"GET /a b c HTTP/1.1\" 200 0")).containsEntry("path", "/a b c");
    }

    @Test
    void whatServersAddIsPassedOver() {
        assertThat(fields("h - - " + TIME + " \"GET / HTTP/2.0\" 200 5 \"-\" \"curl/8\" \"203.0.113.9\" rt=0.003"))
                .containsEntry("user_agent", "curl/8");
    }

    @Test
    void timesWithoutZoneAreOfTheConfiguredOne() {
        assertThat(parsed("h - - [01/Jul/2026:12:00:00] \"GET / HTTP/1.1\" 200 5")
                        .timestamp())
                .contains(Instant.parse("2026-07-01T10:00:00Z"));
        assertThat(parsed("h - - [31/Dec/2016:23:59:60 +0000] \"GET / HTTP/1.1\" 200 5")
                        .timestamp())
                .contains(Instant.parse("2017-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "a b c d e f g",
                "h - - [10/Oct/2000:13:55:36 -0700",
                "h - - [10/Okt/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 5",
                "h - - [32/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 5",
                "h - - [10/Oct/2000:13:55:36 -9900] \"GET / HTTP/1.1\" 200 5",
                "h - - [10/Oct/2000:13:55:36 -0700] GET / HTTP/1.1 200 5",
                "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\\\" 200 5",
                "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 2000 5",
                "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200",
                "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 99999999999999999999",
                "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 5 \"-\"",
                "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 5 \"-\" \"open",
                "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 5 \"-\" \"bare \"quote\"\"",
            })
    void otherLinesAreRefusedWithAReasonThatQuotesNothing(String line) {
        assertThat(PARSER.parse(line)).isInstanceOf(ParsedLine.Unparsed.class);
        assertThat(((ParsedLine.Unparsed) PARSER.parse(line)).reason()).startsWith("No line of an access log: ");
    }

    @Test
    void hugeAndBrokenLinesGetAnAnswer() {
        String brackets = " [".repeat(500_000);
        String invalid = new String(new byte[] {'h', ' ', '-', ' ', (byte) 0xC3, (byte) 0x28}, StandardCharsets.UTF_8);

        assertThat(PARSER.parse("h -" + brackets)).isInstanceOf(ParsedLine.Unparsed.class);
        assertThat(PARSER.parse("\\".repeat(1_000_000))).isInstanceOf(ParsedLine.Unparsed.class);
        assertThat(fields(invalid + " " + TIME + " \"GET / HTTP/1.1\" 200 5")).containsEntry("user", "\uFFFD(");
        assertThat(fields("h - - " + TIME + " \"GET /" + "x".repeat(1_000_000) + " HTTP/1.1\" 414 5"))
                .containsEntry("method", "GET");
    }

    private static Map<String, Object> fields(String line) {
        return parsed(line).fields();
    }

    private static ParsedLine.Parsed parsed(String line) {
        ParsedLine parsed = PARSER.parse(line);
        assertThat(parsed).isInstanceOf(ParsedLine.Parsed.class);
        return (ParsedLine.Parsed) parsed;
    }
}
