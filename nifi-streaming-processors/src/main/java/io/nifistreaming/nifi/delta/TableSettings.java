package io.nifistreaming.nifi.delta;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Properties of a table that is made, as a user writes them: {@code name = value}, a line each or with commas. */
final class TableSettings {
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern INTERVAL =
            Pattern.compile("interval \\d+ (week|day|hour|minute|second|millisecond)s?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TRUTH = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

    /** Of Delta's own, those that ask for nothing beyond the protocol that this bundle writes. */
    private static final Map<String, Pattern> KNOWN = Map.of(
            "delta.checkpointInterval", COUNT,
            "delta.logRetentionDuration", INTERVAL,
            "delta.deletedFileRetentionDuration", INTERVAL,
            "delta.enableExpiredLogCleanup", TRUTH,
            "delta.appendOnly", TRUTH);

    private static final Pattern ENTRY = Pattern.compile("\\s*([^=\\s]+)\\s*=\\s*(.*?)\\s*");

    private TableSettings() {}

    /** Refuses what is no property, what this bundle can't keep to, and values that Delta would stumble over later. */
    static Map<String, String> of(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (text != null) {
            for (String entry : text.split("[,\n]", -1)) {
                if (!entry.isBlank()) {
                    add(entry, settings);
                }
            }
        }
        return settings;
    }

    /** Why the text is refused; empty if it is not. */
    static Optional<String> problem(String text) {
        try {
            of(text);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private static void add(String entry, Map<String, String> settings) {
        Matcher matcher = ENTRY.matcher(entry);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + entry.strip()
                    + "' is no table property: write name = value, as delta.checkpointInterval = 20");
        }
        String name = matcher.group(1);
        String value = matcher.group(2);
        Pattern allowed = KNOWN.get(name);
        if (name.startsWith("delta.") && allowed == null) {
            throw new IllegalArgumentException("Table property '" + name + "' asks for what this bundle does not write,"
                    + " or is unknown: leave it out. Of Delta's it knows " + String.join(", ", sorted()));
        }
        if (allowed != null && !allowed.matcher(value).matches()) {
            throw new IllegalArgumentException("Table property '" + name + "' can't be '" + value
                    + "': write a number such as 20, true or false, or a time such as interval 7 days, as it wants");
        }
        settings.put(name, value);
    }

    private static Set<String> sorted() {
        return new TreeSet<>(KNOWN.keySet());
    }
}
