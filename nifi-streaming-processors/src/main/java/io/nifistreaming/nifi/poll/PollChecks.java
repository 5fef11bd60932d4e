package io.nifistreaming.nifi.poll;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.util.FormatUtils;

/** Validators whose messages name the problem and the remedy; NiFi puts the field's name in front. */
final class PollChecks {
    /**
     * The expression language without flow file attributes, which NiFi 1.x calls VARIABLE_REGISTRY and 2.x ENVIRONMENT:
     * naming either in code would not link on the other.
     */
    static final ExpressionLanguageScope VARIABLES = Arrays.stream(ExpressionLanguageScope.values())
            .filter(scope ->
                    scope.name().equals("VARIABLE_REGISTRY") || scope.name().equals("ENVIRONMENT"))
            .findFirst()
            .orElse(ExpressionLanguageScope.NONE);

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    static final Validator NOT_BLANK =
            of(text -> require(!text.isBlank(), "it is blank: give a value, or clear the field"));

    static final Validator HEADER = of(text -> require(
            HEADER_NAME.matcher(text.trim()).matches(),
            "it is no header name: letters, digits and dashes, as X-Api-Key"));

    static final Validator DURATION = of(text -> {
        double millis = millis(text);
        require(millis >= 1 && millis <= TimeUnit.DAYS.toMillis(366), "it must lie between 1 ms and a year");
    });

    static final Validator DURATION_OR_ZERO = of(text -> {
        double millis = millis(text);
        require(millis >= 0 && millis <= TimeUnit.DAYS.toMillis(366), "it must lie between 0 and a year");
    });

    static final Validator DATA_SIZE = of(text -> {
        require(
                text.trim().toUpperCase(Locale.ROOT).matches("\\d+(\\.\\d+)? ?(B|KB|MB|GB)"),
                "write a size with its unit, such as 10 MB");
        double bytes = DataUnit.parseDataSize(text.trim(), DataUnit.B);
        require(bytes >= 1 && bytes <= 1 << 30, "it must lie between 1 B and 1 GB");
    });

    static final Validator HOSTS = of(text -> {
        for (String host : text.split(",", -1)) {
            require(
                    HOST.matcher(host.trim()).matches(),
                    "'" + host.trim() + "' is no host name: write names with commas between them, such as"
                            + " shop.example, *.cdn.example");
        }
    });

    static final Validator RATE = of(text -> {
        require(
                text.trim().matches("\\d{1,6}(\\.\\d{1,6})?"),
                "write requests a second, such as 5 or 0.5; 0 for no limit");
    });

    static final Validator MARGIN = of(Margin::parse);

    private PollChecks() {}

    static Validator whole(int least, int most) {
        return of(text -> {
            require(text.trim().matches("\\d{1,9}"), "write a whole number from " + least + " to " + most);
            int number = Integer.parseInt(text.trim());
            require(number >= least && number <= most, "it must lie between " + least + " and " + most);
        });
    }

    /** A validator out of a check that throws {@link IllegalArgumentException} with the reason. */
    static Validator of(Consumer<String> check) {
        return (subject, input, context) -> {
            if (context.isExpressionLanguageSupported(subject) && context.isExpressionLanguagePresent(input)) {
                return result(subject, null);
            }
            try {
                check.accept(input);
                return result(subject, null);
            } catch (IllegalArgumentException refused) {
                return result(subject, refused.getMessage());
            }
        };
    }

    /** A result about a field, without its value, which may be a secret; valid if there is no reason against it. */
    static ValidationResult result(String subject, String reason) {
        return new ValidationResult.Builder()
                .subject(subject)
                .valid(reason == null)
                .explanation(reason == null ? "" : reason)
                .build();
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** A duration with its unit, such as {@code 15 min}, in milliseconds. */
    static double millis(String text) {
        try {
            return FormatUtils.getPreciseTimeDuration(text.trim(), TimeUnit.MILLISECONDS);
        } catch (IllegalArgumentException expected) {
            throw new IllegalArgumentException("write a duration with its unit, such as 15 min", expected);
        }
    }
}
