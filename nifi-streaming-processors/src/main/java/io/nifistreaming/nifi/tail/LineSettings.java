package io.nifistreaming.nifi.tail;

import io.nifistreaming.tail.ContentCipher;
import io.nifistreaming.tail.DelimitedFramer;
import io.nifistreaming.tail.EventDelimiter;
import io.nifistreaming.tail.FramingPlan;
import io.nifistreaming.tail.LineEnd;
import io.nifistreaming.tail.LineParser;
import io.nifistreaming.tail.LinePattern;
import io.nifistreaming.tail.MultiLine;
import io.nifistreaming.tail.RecordFramer;
import io.nifistreaming.tail.TimestampFormat;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/**
 * What a line is, and what is made of it.
 *
 * @param mark written over the ends of events of several lines; empty where each line is an event
 * @param parser empty to pass lines as they are
 * @param keepLine whether records hold the text they were made of
 * @param writer null for lines of JSON
 * @param cipher empty to leave contents in the clear
 */
record LineSettings(
        FramingPlan framing,
        Optional<Byte> mark,
        Optional<LineParser> parser,
        boolean keepLine,
        RecordSetWriterFactory writer,
        Optional<ContentCipher> cipher) {
    private static final String TIMESTAMP = "timestamp";

    /** @throws IllegalArgumentException with a message that names the fields which don't go together */
    static LineSettings from(PropertyContext context) {
        Optional<MultiLine> events = events(context);
        FramingPlan lines = FramingPlan.of(lineEnd(context), Charset.forName(text(context, LineProperties.CHARSET)));
        FramingPlan framing = events.isPresent() ? lines.joined(events.get()) : lines;
        Optional<Byte> mark = events.map(joined -> mark(text(context, LineProperties.EVENT_MARK)));
        // Refused now, in the dialog, where the mark may be half a character.
        Optional<EventDelimiter> unused = mark.map(framing::marking);
        Optional<LineParser> parser = parser(context);
        String key = text(context, LineProperties.KEY);
        return new LineSettings(
                framing,
                mark,
                parser,
                "true".equals(text(context, LineProperties.KEEP_LINE)),
                parser.isEmpty()
                        ? null
                        : context.getProperty(LineProperties.WRITER).asControllerService(RecordSetWriterFactory.class),
                key == null ? Optional.empty() : Optional.of(ContentCipher.ofHexKey(key)));
    }

    /** Whether lines stream through unchanged, rather than being held until their flow file is complete. */
    boolean passThrough() {
        return parser.isEmpty() && mark.isEmpty();
    }

    RecordFramer tailFramer() {
        return framing.framer();
    }

    DelimitedFramer framer() {
        return framing.framer();
    }

    Optional<EventDelimiter> eventDelimiter() {
        return mark.map(framing::marking);
    }

    private static LineEnd lineEnd(PropertyContext context) {
        return switch (text(context, LineProperties.LINE_END)) {
            case LineProperties.CRLF -> LineEnd.CRLF;
            case LineProperties.CR -> LineEnd.CR;
            case LineProperties.AUTOMATIC -> LineEnd.AUTOMATIC;
            case LineProperties.CUSTOM -> LineEnd.hex(text(context, LineProperties.CUSTOM_LINE_END));
            default -> LineEnd.LF;
        };
    }

    private static Optional<MultiLine> events(PropertyContext context) {
        Optional<LinePattern> first = pattern(context, LineProperties.FIRST_LINE);
        Optional<LinePattern> continuation = pattern(context, LineProperties.CONTINUATION);
        Optional<LinePattern> last = pattern(context, LineProperties.LAST_LINE);
        if (first.isEmpty() && continuation.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        int lines = Integer.parseInt(text(context, LineProperties.EVENT_LINES));
        long longest = context.getProperty(TailProperties.MAX_LINE)
                .evaluateAttributeExpressions()
                .asDataSize(DataUnit.B)
                .longValue();
        // An over-long record is then always a single line, of which no pattern sees the middle.
        int bytes = (int) Math.max(1, Math.min(MultiLine.MAX_BYTES, longest / 2));
        return Optional.of(new MultiLine(first, continuation, last, lines, bytes));
    }

    private static Optional<LinePattern> pattern(PropertyContext context, PropertyDescriptor field) {
        return Optional.ofNullable(text(context, field)).map(LinePattern::of);
    }

    private static Optional<LineParser> parser(PropertyContext context) {
        String form = text(context, LineProperties.PARSE);
        if (form == null || form.equals(LineProperties.NONE)) {
            return Optional.empty();
        }
        ZoneId zone = ZoneId.of(text(context, LineProperties.TIME_ZONE));
        return Optional.of(
                switch (form) {
                    case LineProperties.ACCESS_LOG -> LineParser.accessLog(zone);
                    case LineProperties.SYSLOG -> LineParser.syslog(zone, InstantSource.system());
                    case LineProperties.JSON -> LineParser.jsonLines(zone);
                    default -> regex(text(context, LineProperties.PARSE_REGEX), zone);
                });
    }

    private static LineParser regex(String regex, ZoneId zone) {
        String group = regex.contains("(?<" + TIMESTAMP + ">") ? TIMESTAMP : "";
        return LineParser.regex(regex, group, TimestampFormat.automatic(zone));
    }

    /** @throws IllegalArgumentException if it is no regular expression with named groups */
    static void checkLinePattern(String regex) {
        LineParser unused = regex(regex, ZoneId.of("UTC"));
    }

    /** @throws IllegalArgumentException if it is not one byte in hexadecimal */
    static byte mark(String hex) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex.strip());
            if (bytes.length == 1) {
                return bytes[0];
            }
        } catch (IllegalArgumentException ignored) {
            // Told below, with how to write it.
        }
        throw new IllegalArgumentException("it is not one byte: write two hexadecimal digits, such as 1E");
    }

    private static String text(PropertyContext context, PropertyDescriptor field) {
        return context.getProperty(field).getValue();
    }
}
