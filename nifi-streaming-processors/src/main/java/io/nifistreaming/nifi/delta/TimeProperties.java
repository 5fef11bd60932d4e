package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.TableTime;
import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.expression.ExpressionLanguageScope;

/** Which version of a table somebody means. */
final class TimeProperties {
    static final PropertyDescriptor VERSION =
            version("The version of the table that is meant. Example: 17").build();
    static final PropertyDescriptor TIMESTAMP = timestamp(
                    "The table as it was then, if there is no Version. Example: 2026-11-24T10:15:00Z")
            .build();

    static PropertyDescriptor.Builder version(String description) {
        return TableProperties.field("Version")
                .description(description)
                .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
                .addValidator(TableChecks.version());
    }

    static PropertyDescriptor.Builder timestamp(String description) {
        return TableProperties.field("Timestamp")
                .description(description)
                .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
                .addValidator(TableChecks.instant());
    }

    /** Whether one of the two must be there. */
    enum Choice {
        REQUIRED,
        OPTIONAL
    }

    private TimeProperties() {}

    static List<ValidationResult> check(ValidationContext context, Choice choice) {
        boolean version = context.getProperty(VERSION).isSet();
        boolean time = context.getProperty(TIMESTAMP).isSet();
        if (version && time) {
            return List.of(refused("Version and Timestamp name two versions: leave one of them empty"));
        }
        if (!version && !time && choice == Choice.REQUIRED) {
            return List.of(refused("either Version or Timestamp says what is meant: fill in one of them"));
        }
        return List.of();
    }

    private static ValidationResult refused(String why) {
        return new ValidationResult.Builder()
                .subject("Version")
                .valid(false)
                .explanation(why)
                .build();
    }

    /** For the flow file of the run: expressions may have come to nothing. */
    static TableTime time(TableRun run) {
        String version = run.value(VERSION);
        String time = run.value(TIMESTAMP);
        if (version != null) {
            try {
                return new TableTime.Version(Long.parseLong(version));
            } catch (NumberFormatException none) {
                throw new IllegalArgumentException("'" + version + "' is no version, which is a whole number", none);
            }
        }
        return time == null ? new TableTime.Now() : new TableTime.At(TableChecks.instant(time));
    }
}
