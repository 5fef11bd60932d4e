package io.nifistreaming.delta;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For how long a table's own properties want removed files to be kept. */
final class TableRetention {
    private static final String PROPERTY = "delta.deletedFileRetentionDuration";
    private static final Duration DEFAULT = Duration.ofDays(7);
    private static final Pattern PART = Pattern.compile("(\\d+)\\s+(week|day|hour|minute|second|millisecond)s?");
    private static final Map<String, Duration> UNITS = Map.of(
            "week", Duration.ofDays(7),
            "day", Duration.ofDays(1),
            "hour", Duration.ofHours(1),
            "minute", Duration.ofMinutes(1),
            "second", Duration.ofSeconds(1),
            "millisecond", Duration.ofMillis(1));

    private TableRetention() {}

    /** What can't be read is taken for the default. */
    static Duration of(Map<String, String> properties) {
        String text = properties.getOrDefault(PROPERTY, "").toLowerCase(Locale.ROOT);
        Matcher parts = PART.matcher(text);
        Duration sum = Duration.ZERO;
        boolean told = false;
        while (parts.find()) {
            sum = sum.plus(UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1))));
            told = true;
        }
        return told ? sum : DEFAULT;
    }
}
