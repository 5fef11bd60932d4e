package io.nifistreaming.nifi.kafka;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.apache.nifi.components.Validator;

/** Validators of what a consumer is told. */
final class ConsumeChecks {
    static final Validator TOPICS = Checks.of(text -> topics(text).forEach(name -> {
        if (!Checks.isTopic(name)) {
            throw new IllegalArgumentException("'" + name
                    + "' is no topic's name, which is 1 to 249 letters, digits, dots, dashes or underscores: write"
                    + " names with commas between them");
        }
    }));

    static final Validator TIMESTAMP = Checks.of(text -> {
        try {
            Instant unused = Instant.parse(text.trim());
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time: write it in UTC, such as 2026-11-24T06:00:00Z", wrong);
        }
    });

    static final Validator FIELD_PREFIX = Checks.of(text -> {
        if (!text.matches("[A-Za-z_][A-Za-z0-9_]{0,99}")) {
            throw new IllegalArgumentException(
                    "use letters, digits and underscores, such as kafka_: Avro and most tables know no other names");
        }
    });

    private ConsumeChecks() {}

    /** The names in a list. */
    static List<String> topics(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    }
}
