package io.nifistreaming.nifi.kafka;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.util.FormatUtils;

/** Validators whose messages name the problem and the remedy; NiFi puts the field's name in front. */
final class Checks {
    private static final Pattern HOST_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(\\d{1,5}))");

    private static final Pattern TIME = Pattern.compile(
            "(\\d{1,9}) *"
                    + "(ms|millis(econds?)?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)",
            Pattern.CASE_INSENSITIVE);

    /** Not blank; expressions are looked at when they are evaluated. */
    static final Validator NOT_BLANK = of(text -> {
        require(!text.isBlank(), "it is blank: give a value, or clear the field");
    });

    /** At least one character, be it a line feed. */
    static final Validator NOT_EMPTY = of(text -> {
        require(!text.isEmpty(), "it is empty: give at least one character, or clear the field");
    });

    static final Validator PARTITION = of(text -> {
        require(text.trim().matches("\\d{1,6}"), "write a partition's number, such as 0, or an expression");
    });

    static final Validator BOOTSTRAP_SERVERS = of(Checks::requireServers);

    static final Validator REGULAR_EXPRESSION = of(Pattern::compile);

    static final Validator FIELD_PATH = of(FieldPath::parse);

    static final Validator POSITIVE_NUMBER = of(text -> {
        require(text.trim().matches("[1-9]\\d{0,8}"), "write a whole number from 1 to 999999999, such as 500");
    });

    /** From a byte to 2 GB, since Kafka counts in ints. */
    static final Validator DATA_SIZE = of(text -> {
        require(
                text.trim().toUpperCase(Locale.ROOT).matches("\\d+(\\.\\d+)? ?(B|KB|MB|GB)"),
                "write a size with its unit, such as 1 MB (B, KB, MB or GB)");
        double bytes = DataUnit.parseDataSize(text, DataUnit.B);
        require(bytes >= 1 && bytes <= Integer.MAX_VALUE, "it must lie between 1 B and 2 GB");
    });

    static final Validator TIME_PERIOD_OR_ZERO = atLeast(0, "");

    /** Long enough for Kafka's clients to hold a request in it. */
    static final Validator AT_LEAST_A_SECOND = atLeast(1_000, "it must be a second at least, such as 30 sec");

    /** Long enough for the publisher to bother. */
    static final Validator AT_LEAST_A_MINUTE = atLeast(60_000, "it must be a minute at least, such as 7 days");

    /** Names that may stand in a transactional id. */
    static final Validator IDENTIFIER = of(text -> {
        require(text.matches("[A-Za-z0-9._-]{1,200}"), "use 1 to 200 letters, digits, dots, dashes or underscores");
    });

    /** As in Kafka itself. */
    static final Validator TOPIC = of(text -> {
        require(isTopic(text), "a topic's name is 1 to 249 letters, digits, dots, dashes or underscores");
    });

    private Checks() {}

    static boolean isTopic(String name) {
        return name.matches("[A-Za-z0-9._-]{1,249}") && !name.equals(".") && !name.equals("..");
    }

    /** A validator out of a check that throws {@link IllegalArgumentException} with the reason. */
    static Validator of(Consumer<String> check) {
        return (subject, input, context) -> {
            if (context.isExpressionLanguageSupported(subject) && context.isExpressionLanguagePresent(input)) {
                return result(subject, input, null);
            }
            try {
                check.accept(input);
                return result(subject, input, null);
            } catch (IllegalArgumentException refused) {
                return result(subject, input, refused.getMessage());
            }
        };
    }

    /** As the given one, and looks at what an expression over variables comes to now. */
    static Validator evaluated(Validator plain) {
        return (subject, input, context) -> {
            if (!context.isExpressionLanguagePresent(input)) {
                return plain.validate(subject, input, context);
            }
            String value;
            try {
                value = context.newPropertyValue(input)
                        .evaluateAttributeExpressions()
                        .getValue();
            } catch (RuntimeException failed) {
                return result(subject, input, "its expression fails (" + failed.getMessage() + "): correct it");
            }
            if (value == null || value.isBlank()) {
                return result(
                        subject,
                        input,
                        "its expression comes to nothing here: define the variable that it names, or write a value");
            }
            ValidationResult evaluated = plain.validate(subject, value, context);
            return evaluated.isValid()
                    ? evaluated
                    : result(subject, input, "it comes to '" + value + "' here: " + evaluated.getExplanation());
        };
    }

    private static Validator atLeast(long millis, String otherwise) {
        return of(text -> {
            require(TIME.matcher(text.trim()).matches(), "write a duration with its unit, such as 30 sec or 7 days");
            require(FormatUtils.getPreciseTimeDuration(text.trim(), TimeUnit.MILLISECONDS) >= millis, otherwise);
        });
    }

    /** A result about a field; valid if there is no reason against it. */
    static ValidationResult result(String subject, String input, String reason) {
        return new ValidationResult.Builder()
                .subject(subject)
                .input(input)
                .valid(reason == null)
                .explanation(reason == null ? "" : reason)
                .build();
    }

    private static void requireServers(String text) {
        for (String server : text.split(",", -1)) {
            Matcher parts = HOST_PORT.matcher(server.trim());
            require(
                    parts.matches() && Integer.parseInt(parts.group(3)) > 0 && Integer.parseInt(parts.group(3)) < 65536,
                    "'" + server.trim() + "' is no broker's address: write host:port, such as broker-1:9092, with"
                            + " commas between several");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
