package io.nifistreaming.tail;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code <34>1 time host app process message-id [id name="value"] message}. */
final class Syslog5424Parser implements LineParser {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final TimestampFormat times;

    Syslog5424Parser(ZoneId zone) {
        this.times = TimestampFormat.iso(zone);
    }

    @Override
    public ParsedLine parse(String line) {
        TextCursor cursor = new TextCursor(line);
        Map<String, Object> fields = new LinkedHashMap<>();
        SyslogPriority priority = SyslogPriority.read(cursor);
        if (priority == null) {
            return refused("it doesn't begin with a priority, such as <34>");
        }
        priority.putInto(fields);
        String version = cursor.word();
        if (version == null || !version.matches("[1-9][0-9]{0,2}")) {
            return refused("after the priority there is no version");
        }
        fields.put("version", Integer.parseInt(version));
        String time = cursor.word();
        Optional<Instant> timestamp = time == null ? Optional.empty() : times.read(time);
        if (timestamp.isEmpty() && !"-".equals(time)) {
            return refused("after the version there is no time of RFC 3339");
        }
        fields.put("time", timestamp.map(Instant::toString).orElse(null));
        for (String name : new String[] {"hostname", "app_name", "proc_id", "msg_id"}) {
            String value = cursor.word();
            if (value == null) {
                return refused("there is no " + name.replace('_', ' '));
            }
            fields.put(name, value.equals("-") ? null : value);
        }
        Map<String, Map<String, String>> data = new LinkedHashMap<>();
        if (!cursor.skip('-') && !structuredData(cursor, data)) {
            return refused("its structured data has no end");
        }
        if (!cursor.atEnd() && !cursor.skip(' ')) {
            return refused("after the structured data there is no space");
        }
        fields.put("structured_data", data);
        String message = cursor.rest();
        fields.put("message", message.startsWith(BYTE_ORDER_MARK) ? message.substring(1) : message);
        return new ParsedLine.Parsed(fields, timestamp);
    }

    /** A name that stands several times in an element keeps all its values, separated by commas. */
    private static boolean structuredData(TextCursor cursor, Map<String, Map<String, String>> data) {
        boolean any = false;
        while (cursor.skip('[')) {
            any = true;
            String id = cursor.without(" ]=\"");
            Map<String, String> element = data.computeIfAbsent(id, key -> new LinkedHashMap<>());
            while (cursor.skip(' ')) {
                String name = cursor.without(" ]=\"");
                String value = !name.isEmpty() && cursor.skip('=') ? cursor.quoted() : null;
                if (value == null) {
                    return false;
                }
                element.merge(name, unescaped(value), (before, next) -> before + "," + next);
            }
            if (id.isEmpty() || !cursor.skip(']')) {
                return false;
            }
        }
        return any;
    }

    private static String unescaped(String value) {
        return value.indexOf('\\') < 0 ? value : value.replaceAll("\\\\([\"\\\\\\]])", "$1");
    }

    private static ParsedLine refused(String reason) {
        return new ParsedLine.Unparsed("No syslog message of RFC 5424: " + reason);
    }
}
