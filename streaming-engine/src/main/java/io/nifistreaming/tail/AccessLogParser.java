package io.nifistreaming.tail;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code client ident user [time] "request" status bytes}, and in combined format {@code "referer" "user agent"}. What
 * stands behind that is passed over: many servers add their own.
 */
final class AccessLogParser implements LineParser {
    private final ZoneId zone;

    AccessLogParser(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public ParsedLine parse(String line) {
        TextCursor cursor = new TextCursor(line);
        Map<String, Object> fields = new LinkedHashMap<>();
        String client = cursor.word();
        String ident = cursor.word();
        if (client == null || ident == null) {
            return refused("it doesn't begin with client, identity and user");
        }
        fields.put("client", client);
        fields.put("ident", unlessDash(ident));
        Optional<Instant> time = userAndTime(line, cursor, fields);
        if (time.isEmpty()) {
            return refused("after the user there is no time in brackets, such as [10/Oct/2000:13:55:36 -0700]");
        }
        String request = cursor.quoted();
        if (request == null || !cursor.skip(' ')) {
            return refused("after the time there is no request in quotes");
        }
        request(TextCursor.unescaped(request), fields);
        return answer(cursor, fields, time);
    }

    private static ParsedLine answer(TextCursor cursor, Map<String, Object> fields, Optional<Instant> time) {
        String status = cursor.word();
        String bytes = cursor.word();
        if (status == null || status.length() != 3 || Digits.whole(status) < 0) {
            return refused("after the request there is no status of three digits");
        }
        fields.put("status", (int) Digits.whole(status));
        if (bytes == null || (!bytes.equals("-") && Digits.whole(bytes) < 0)) {
            return refused("after the status there is no number of bytes");
        }
        fields.put("bytes", bytes.equals("-") ? null : Digits.whole(bytes));
        fields.put("referer", null);
        fields.put("user_agent", null);
        if (!cursor.atEnd()) {
            String referer = cursor.quoted();
            String agent = referer != null && cursor.skip(' ') ? cursor.quoted() : null;
            if (agent == null || !(cursor.atEnd() || cursor.skip(' '))) {
                return refused("after the number of bytes there are no referer and user agent in quotes");
            }
            fields.put("referer", unlessDash(TextCursor.unescaped(referer)));
            fields.put("user_agent", unlessDash(TextCursor.unescaped(agent)));
        }
        return new ParsedLine.Parsed(fields, time);
    }

    /** A user's name may hold spaces and brackets, so the first bracket with a time in it counts. */
    private Optional<Instant> userAndTime(String line, TextCursor cursor, Map<String, Object> fields) {
        int begin = cursor.index();
        for (int open = line.indexOf(" [", begin); open >= 0; open = line.indexOf(" [", open + 1)) {
            int from = open + 2;
            for (int length : new int[] {AccessLogTime.LENGTH, AccessLogTime.LENGTH_WITHOUT_ZONE}) {
                int close = from + length;
                Optional<Instant> time = line.startsWith("] ", close)
                        ? AccessLogTime.read(line.substring(from, close), zone)
                        : Optional.empty();
                if (time.isPresent()) {
                    fields.put("user", unlessDash(line.substring(begin, open)));
                    fields.put("time", time.get().toString());
                    cursor.moveTo(close + 2);
                    return time;
                }
            }
        }
        return Optional.empty();
    }

    /** Whatever a client sends instead of a request is kept, and is no method, path and protocol. */
    private static void request(String request, Map<String, Object> fields) {
        fields.put("request", request);
        int first = request.indexOf(' ');
        int last = request.lastIndexOf(' ');
        boolean whole = first > 0 && last > first && request.startsWith("HTTP/", last + 1);
        fields.put("method", whole ? request.substring(0, first) : null);
        fields.put("path", whole ? request.substring(first + 1, last) : null);
        fields.put("protocol", whole ? request.substring(last + 1) : null);
    }

    private static String unlessDash(String text) {
        return text.equals("-") ? null : text;
    }

    private static ParsedLine refused(String reason) {
        return new ParsedLine.Unparsed("No line of an access log: " + reason);
    }
}
