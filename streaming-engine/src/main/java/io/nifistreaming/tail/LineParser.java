package io.nifistreaming.tail;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** Makes fields of a line's text. Whatever the line holds, the answer is a {@link ParsedLine}, in bounded time. */
@FunctionalInterface
public interface LineParser {
    /** @param line without its delimiter */
    ParsedLine parse(String line);

    /** Apache's and nginx's combined and common formats, as Apache and nginx escape them. */
    static LineParser accessLog(ZoneId zone) {
        return new AccessLogParser(zone);
    }

    /**
     * RFC 3164, with or without priority, as relays send it and rsyslog writes it to files. Its times have no year:
     * they are taken for the latest such time that isn't more than a day ahead of the clock.
     */
    static LineParser syslog3164(ZoneId zone, InstantSource clock) {
        return new Syslog3164Parser(zone, clock);
    }

    /** RFC 5424, with structured data. */
    static LineParser syslog5424(ZoneId zone) {
        return new Syslog5424Parser(zone);
    }

    /** Each line as RFC 5424 where it has that form, else as RFC 3164. */
    static LineParser syslog(ZoneId zone, InstantSource clock) {
        LineParser structured = syslog5424(zone);
        LineParser traditional = syslog3164(zone, clock);
        return line -> {
            ParsedLine parsed = structured.parse(line);
            return parsed instanceof ParsedLine.Parsed ? parsed : traditional.parse(line);
        };
    }

    /**
     * A JSON object a line; its fields pass as they are.
     *
     * @param timestampFields where the time may stand, the first that is there and is a time counts
     */
    static LineParser jsonLines(List<String> timestampFields, TimestampFormat format) {
        return new JsonLineParser(timestampFields, format);
    }

    /** A JSON object a line, with its time in one of the usual fields and forms. */
    static LineParser jsonLines(ZoneId zone) {
        return jsonLines(List.of("@timestamp", "timestamp", "time", "ts"), TimestampFormat.automatic(zone));
    }

    /**
     * The named groups of a regular expression that is found in the line.
     *
     * @param timestampGroup the group that holds the time; empty if none does
     */
    static LineParser regex(String regex, String timestampGroup, TimestampFormat format) {
        return new RegexLineParser(regex, timestampGroup, format);
    }
}
