package io.nifistreaming.tail;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Lines in which a regular expression is found, or, negated, is not.
 *
 * @param regex looked for anywhere in the line: {@code ^} anchors it
 */
public record LinePattern(String regex, boolean negate) {
    public LinePattern {
        if (regex == null || regex.isEmpty()) {
            throw new IllegalArgumentException("A pattern for lines must not be empty");
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + regex + "' is no regular expression: " + e.getDescription() + " at character "
                            + (e.getIndex() + 1),
                    e);
        }
    }

    /** Lines in which it is found. */
    public static LinePattern of(String regex) {
        return new LinePattern(regex, false);
    }

    /** Lines in which it is not found. */
    public static LinePattern not(String regex) {
        return new LinePattern(regex, true);
    }
}
