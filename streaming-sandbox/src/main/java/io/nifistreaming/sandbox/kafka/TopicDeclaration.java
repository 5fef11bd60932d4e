package io.nifistreaming.sandbox.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One topic as {@code flows/topics.yaml} declares it.
 *
 * @param retention of the records, or of the tombstones when compacted
 */
public record TopicDeclaration(String name, int partitions, Duration retention, boolean compacted) {
    private static final Pattern PERIOD = Pattern.compile("(\\d+)([dhm])");

    /** Every topic in the file. */
    public static List<TopicDeclaration> read(Path file) {
        try {
            List<TopicDeclaration> topics = new ArrayList<>();
            for (JsonNode topic : new YAMLMapper().readTree(file.toFile()).path("topics")) {
                topics.add(new TopicDeclaration(
                        topic.path("name").asText(),
                        topic.path("partitions").asInt(),
                        period(topic.path("retention").asText()),
                        topic.path("cleanup").asText().equals("compact")));
            }
            return topics;
        } catch (IOException e) {
            throw new SandboxException("The topics cannot be read from " + file + ": " + e.getMessage(), e);
        }
    }

    static Duration period(String text) {
        Matcher matcher = PERIOD.matcher(text);
        if (!matcher.matches()) {
            throw new SandboxException(
                    "The retention '" + text + "' in topics.yaml is not understood: write it as 7d, 12h or 30m.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /** The topic's configuration in Kafka. */
    public Map<String, String> configuration() {
        String millis = String.valueOf(retention.toMillis());
        return compacted
                ? Map.of("cleanup.policy", "compact", "delete.retention.ms", millis)
                : Map.of("cleanup.policy", "delete", "retention.ms", millis);
    }
}
