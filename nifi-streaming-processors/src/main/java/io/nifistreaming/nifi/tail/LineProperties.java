package io.nifistreaming.nifi.tail;

import static io.nifistreaming.nifi.tail.TailProperties.field;

import io.nifistreaming.tail.ContentCipher;
import io.nifistreaming.tail.LineEnd;
import io.nifistreaming.tail.LinePattern;
import io.nifistreaming.tail.MultiLine;
import java.time.ZoneId;
import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/** What can be configured about lines: where they end, which belong together, and what is made of them. */
final class LineProperties {
    static final String LF = "LF";
    static final String CRLF = "CR LF";
    static final String CR = "CR";
    static final String AUTOMATIC = "Any";
    static final String CUSTOM = "Custom";
    static final String NONE = "None";
    static final String ACCESS_LOG = "Access Log";
    static final String SYSLOG = "Syslog";
    static final String JSON = "JSON Lines";
    static final String REGEX = "Regular Expression";

    static final PropertyDescriptor CHARSET = field("Character Set")
            .description("Of the files. Contents pass as they are; it decides how line ends are written, and what"
                    + " patterns and parsers see. Example: ISO-8859-1")
            .required(true)
            .defaultValue("UTF-8")
            .addValidator(StandardValidators.CHARACTER_SET_VALIDATOR)
            .build();
    static final PropertyDescriptor LINE_END = field("Line End")
            .description("What ends a line. Any takes LF, CR LF and CR, also mixed in one file.")
            .required(true)
            .allowableValues(LF, CRLF, CR, AUTOMATIC, CUSTOM)
            .defaultValue(LF)
            .build();
    static final PropertyDescriptor CUSTOM_LINE_END = field("Custom Line End")
            .description("The bytes that end a line, in hexadecimal. Example: 1E, or 0D 0A 0D 0A")
            .required(true)
            .defaultValue("00")
            .addValidator(TailChecks.of(LineEnd::hex))
            .dependsOn(LINE_END, CUSTOM)
            .build();
    static final PropertyDescriptor FIRST_LINE = pattern("First Line Pattern")
            .description("A line in which this regular expression is found begins an event, and the lines after it"
                    + " belong to it. Example: ^\\d{4}-\\d{2}-\\d{2}")
            .build();
    static final PropertyDescriptor CONTINUATION = pattern("Continuation Pattern")
            .description("A line in which this is found belongs to the event before it. Example: ^\\s+at |^Caused by")
            .build();
    static final PropertyDescriptor LAST_LINE = pattern("Last Line Pattern")
            .description("A line in which this is found ends an event. Example: ^END$")
            .build();
    static final PropertyDescriptor EVENT_LINES = field("Max Lines per Event")
            .description("An event of several lines ends after so many.")
            .required(true)
            .defaultValue(String.valueOf(MultiLine.MAX_LINES))
            .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
            .build();
    static final PropertyDescriptor FLUSH = TailProperties.time("Flush After", "5 sec")
            .description("The last event of several lines of a file is complete when nothing has come for so long.")
            .build();
    static final PropertyDescriptor EVENT_MARK = field("Event Delimiter")
            .description("A byte, in hexadecimal, that is written over the line end which ends an event of several"
                    + " lines: the line ends inside stay, no byte moves, and who splits the flow file splits at"
                    + " this byte. 1E"
                    + " is ASCII's record separator; use a byte that the logs don't hold.")
            .required(true)
            .defaultValue("1E")
            .addValidator(TailChecks.of(LineSettings::mark))
            .build();
    static final PropertyDescriptor PARSE = field("Parse Lines As")
            .description("None: the flow file holds the lines as they are, which is by far the fastest. Else each line"
                    + " becomes a record with the fields of its form and file, offset, next_offset, timestamp and line;"
                    + " a line that has another form goes to unparsed.")
            .required(true)
            .allowableValues(NONE, ACCESS_LOG, SYSLOG, JSON, REGEX)
            .defaultValue(NONE)
            .build();
    static final PropertyDescriptor PARSE_REGEX = field("Line Pattern")
            .description("A regular expression with named groups, which become fields; the group named timestamp, if"
                    + " there is one, is the time. Example: (?<timestamp>\\S+) (?<level>\\w+) (?<message>.*)")
            .required(true)
            .addValidator(TailChecks.of(LineSettings::checkLinePattern))
            .dependsOn(PARSE, REGEX)
            .build();
    static final PropertyDescriptor TIME_ZONE = field("Time Zone")
            .description("Of times in the lines that name none. Example: Europe/Berlin")
            .required(true)
            .defaultValue("UTC")
            .addValidator(TailChecks.of(LineProperties::checkZone))
            .dependsOn(PARSE, ACCESS_LOG, SYSLOG, JSON, REGEX)
            .build();
    static final PropertyDescriptor KEEP_LINE = field("Keep Line")
            .description("Whether records hold the text they were made of, in the field line.")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("true")
            .dependsOn(PARSE, ACCESS_LOG, SYSLOG, JSON, REGEX)
            .build();
    static final PropertyDescriptor WRITER = field("Record Writer")
            .description("Writes the records; without one, they are lines of JSON. PublishKafkaStream recognises"
                    + " replays"
                    + " of records by their field next_offset, so a writer that leaves it out gives that up.")
            .identifiesControllerService(RecordSetWriterFactory.class)
            .dependsOn(PARSE, ACCESS_LOG, SYSLOG, JSON, REGEX)
            .build();
    static final PropertyDescriptor KEY = field("Encryption Key")
            .description("With a key, 32, 48 or 64 hexadecimal digits, contents are encrypted with AES/GCM before they"
                    + " reach the content repository. EncryptContent decrypts them with the same raw key.")
            .sensitive(true)
            .addValidator(TailChecks.of(ContentCipher::ofHexKey))
            .build();

    private LineProperties() {}

    static List<PropertyDescriptor> all() {
        return List.of(
                CHARSET,
                LINE_END,
                CUSTOM_LINE_END,
                FIRST_LINE,
                CONTINUATION,
                LAST_LINE,
                EVENT_LINES,
                FLUSH,
                EVENT_MARK,
                PARSE,
                PARSE_REGEX,
                TIME_ZONE,
                KEEP_LINE,
                WRITER,
                KEY);
    }

    private static PropertyDescriptor.Builder pattern(String name) {
        return field(name).addValidator(TailChecks.of(LinePattern::of));
    }

    private static void checkZone(String zone) {
        try {
            ZoneId unused = ZoneId.of(zone);
        } catch (java.time.DateTimeException unknown) {
            throw new IllegalArgumentException("it is no time zone: write one such as Europe/Berlin or UTC", unknown);
        }
    }
}
