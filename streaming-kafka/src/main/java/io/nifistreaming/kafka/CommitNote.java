package io.nifistreaming.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept beside a committed offset, as text in its metadata.
 *
 * @param first where the next range begins: before the offset, if the consumer has passed markers since
 * @param topicId the topic that the offset belongs to
 * @param reset the reset that has been carried out
 */
record CommitNote(long first, String topicId, Optional<String> reset) {
    private static final String MARK = "nifi-streaming";

    String text() {
        return MARK + " first=" + first + " topic=" + topicId
                + reset.map(at -> " reset=" + at).orElse("");
    }

    /** Reads one; empty where somebody else committed. */
    static Optional<CommitNote> parse(String text) {
        String[] parts = text == null ? new String[0] : text.split(" ", -1);
        if (parts.length == 0 || !parts[0].equals(MARK)) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (String part : parts) {
            int is = part.indexOf('=');
            if (is > 0) {
                values.put(part.substring(0, is), part.substring(is + 1));
            }
        }
        String first = values.getOrDefault("first", "");
        if (!first.matches("\\d{1,18}") || !values.containsKey("topic")) {
            return Optional.empty();
        }
        return Optional.of(
                new CommitNote(Long.parseLong(first), values.get("topic"), Optional.ofNullable(values.get("reset"))));
    }
}
