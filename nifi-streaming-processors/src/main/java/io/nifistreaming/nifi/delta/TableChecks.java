package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.FilterText;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;

/** What can be told of fields before a table is looked at; expressions are left for later. */
final class TableChecks {
    /** What refuses a text, by an exception whose message tells why. */
    private interface Reading {
        void of(String text);
    }

    private TableChecks() {}

    static Validator filter() {
        return (subject, text, context) -> checked(subject, text, context, FilterText::parse);
    }

    static Validator version() {
        return (subject, text, context) -> checked(subject, text, context, one -> {
            if (!one.strip().matches("\\d{1,18}")) {
                throw new IllegalArgumentException("a version is a whole number from 0, such as 17");
            }
        });
    }

    static Validator instant() {
        return (subject, text, context) -> checked(subject, text, context, TableChecks::instant);
    }

    /** Refuses what is no time in ISO 8601. */
    static Instant instant(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time in ISO 8601 with a zone, such as 2026-11-24T10:15:00Z", none);
        }
    }

    private static ValidationResult checked(String subject, String text, ValidationContext context, Reading reading) {
        ValidationResult.Builder result =
                new ValidationResult.Builder().subject(subject).input(text);
        if (context.isExpressionLanguageSupported(subject) && context.isExpressionLanguagePresent(text)) {
            return result.valid(true).build();
        }
        try {
            reading.of(text);
            return result.valid(true).build();
        } catch (IllegalArgumentException unfit) {
            return result.valid(false).explanation(unfit.getMessage()).build();
        }
    }
}
