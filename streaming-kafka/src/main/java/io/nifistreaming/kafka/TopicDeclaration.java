package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One topic as {@code topics.yaml} declares it.
 *
 * @param retention how long records stay; for a compacted topic, how long its tombstones do
 * @param key what the record's key is made of; empty for none
 * @param schema the schema file of the record's value, relative to the declaration; empty for none
 */
public record TopicDeclaration(
        String name,
        int partitions,
        Cleanup cleanup,
        Duration retention,
        Optional<String> key,
        Optional<String> schema,
        String description) {
    private static final Pattern DURATION = Pattern.compile("(\\d+)([dhm])");

    public TopicDeclaration {
        if (name == null || !name.matches("[A-Za-z0-9._-]{1,249}")) {
            throw new IllegalArgumentException("Not a legal topic name: '" + name + "'");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("Topic '" + name + "': partitions must be 1 or more, not " + partitions);
        }
    }

    /** What happens to old records. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /** The configuration that Kafka is given. */
    public Map<String, String> config() {
        String millis = Long.toString(retention.toMillis());
        return cleanup == Cleanup.COMPACT
                ? Map.of("cleanup.policy", "compact", "delete.retention.ms", millis)
                : Map.of("cleanup.policy", "delete", "retention.ms", millis);
    }

    static Duration parseRetention(String topic, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Topic '" + topic
                    + "': retention must be a number with d, h or m after it," + " such as 7d, not '" + text + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
