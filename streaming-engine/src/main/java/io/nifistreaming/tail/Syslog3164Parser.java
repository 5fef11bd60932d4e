package io.nifistreaming.tail;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code <34>Oct 11 22:14:15 host tag[123]: message}. The priority may be missing, as in files; the time may name a
 * year, have a fraction, or be of ISO-8601, as rsyslog writes it.
 */
final class Syslog3164Parser implements LineParser {
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Two leap days are at most so far apart. */
    private static final int YEARS_BACK = 8;

    private static final int LONGEST_TAG = 128;

    private final ZoneId zone;
    private final InstantSource clock;
    private final TimestampFormat iso;

    Syslog3164Parser(ZoneId zone, InstantSource clock) {
        this.zone = zone;
        this.clock = clock;
        this.iso = TimestampFormat.iso(zone);
    }

    @Override
    public ParsedLine parse(String line) {
        TextCursor cursor = new TextCursor(line);
        Map<String, Object> fields = new LinkedHashMap<>();
        SyslogPriority priority = SyslogPriority.read(cursor);
        if (priority != null) {
            priority.putInto(fields);
        }
        Optional<Instant> time = time(cursor);
        if (time.isEmpty() && priority == null) {
            return new ParsedLine.Unparsed("No syslog message of RFC 3164: it begins neither with a priority, such as"
                    + " <34>, nor with a time, such as Oct 11 22:14:15");
        }
        fields.put("time", time.map(Instant::toString).orElse(null));
        fields.put("hostname", time.isEmpty() ? null : cursor.word());
        tag(cursor, fields);
        fields.put("message", cursor.rest());
        return new ParsedLine.Parsed(fields, time);
    }

    /** {@code sshd[42]: } or {@code kernel: }; a message that begins otherwise has no tag. */
    private static void tag(TextCursor cursor, Map<String, Object> fields) {
        int begin = cursor.index();
        String name = cursor.without(" [:");
        String process = cursor.skip('[') ? cursor.without(" ]") : null;
        boolean closed = process == null || cursor.skip(']');
        boolean tagged = closed && !name.isEmpty() && name.length() <= LONGEST_TAG && cursor.skip(':');
        if (tagged && (cursor.skip(' ') || cursor.atEnd())) {
            fields.put("app_name", name);
            fields.put("proc_id", process);
        } else {
            cursor.moveTo(begin);
            fields.put("app_name", null);
            fields.put("proc_id", null);
        }
    }

    private Optional<Instant> time(TextCursor cursor) {
        int begin = cursor.index();
        String first = cursor.word();
        Optional<Instant> time = Optional.empty();
        if (first != null && first.length() == 3 && Months.number(first, 0) > 0) {
            time = traditional(Months.number(first, 0), cursor);
        } else if (first != null && first.length() <= 40) {
            time = iso.read(first);
        }
        if (time.isEmpty()) {
            cursor.moveTo(begin);
        }
        return time;
    }

    private Optional<Instant> traditional(int month, TextCursor cursor) {
        cursor.skip(' ');
        String day = cursor.word();
        String clockTime = cursor.word();
        int year = 0;
        if (clockTime != null && clockTime.length() == 4) {
            year = (int) Digits.whole(clockTime);
            clockTime = cursor.word();
        }
        if (day == null || day.length() > 2 || clockTime == null || !isClockTime(clockTime)) {
            return Optional.empty();
        }
        int dayOfMonth = (int) Digits.whole(day);
        return year == 0 ? latest(month, dayOfMonth, clockTime) : at(year, month, dayOfMonth, clockTime);
    }

    private static boolean isClockTime(String text) {
        boolean fraction = text.length() == 8 || (text.length() > 9 && text.length() <= 18 && text.charAt(8) == '.');
        return fraction && text.charAt(2) == ':' && text.charAt(5) == ':';
    }

    private Optional<Instant> latest(int month, int day, String clockTime) {
        Instant limit = clock.instant().plus(AHEAD);
        int last = limit.atZone(zone).getYear();
        for (int year = last; year >= last - YEARS_BACK; year--) {
            Optional<Instant> time = at(year, month, day, clockTime);
            if (time.isPresent() && !time.get().isAfter(limit)) {
                return time;
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> at(int year, int month, int day, String clockTime) {
        int fraction = clockTime.length() > 9 ? clockTime.length() - 9 : 0;
        int nanos = fraction == 0 ? 0 : Digits.at(clockTime + "000000000", 9, 9);
        try {
            return Optional.of(LocalDateTime.of(
                            year,
                            month,
                            day,
                            Digits.at(clockTime, 0, 2),
                            Digits.at(clockTime, 3, 2),
                            Digits.at(clockTime, 6, 2),
                            nanos)
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
