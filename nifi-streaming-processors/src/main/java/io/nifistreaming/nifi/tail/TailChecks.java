package io.nifistreaming.nifi.tail;

import java.util.function.Consumer;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;

/** Validators whose messages name the problem and the remedy; NiFi puts the field's name in front. */
final class TailChecks {
    private TailChecks() {}

    /** A validator from a check that throws {@link IllegalArgumentException} with a message for people. */
    static Validator of(Consumer<String> check) {
        return (subject, input, context) -> {
            String objection = "";
            try {
                check.accept(input);
            } catch (IllegalArgumentException wrong) {
                objection = wrong.getMessage();
            }
            return result(subject, objection);
        };
    }

    /** As {@link #of}, for values that may be expressions: those are checked once they are evaluated. */
    static Validator evaluated(Consumer<String> check) {
        Validator plain = of(check);
        return (subject, input, context) -> {
            if (context.isExpressionLanguageSupported(subject) && context.isExpressionLanguagePresent(input)) {
                String value = context.newPropertyValue(input)
                        .evaluateAttributeExpressions()
                        .getValue();
                return plain.validate(subject, value == null ? "" : value, context);
            }
            return plain.validate(subject, input, context);
        };
    }

    /** @param objection empty for none; the input is not repeated, since it may be a secret */
    static ValidationResult result(String subject, String objection) {
        return new ValidationResult.Builder()
                .subject(subject)
                .valid(objection.isEmpty())
                .explanation(objection)
                .build();
    }
}
