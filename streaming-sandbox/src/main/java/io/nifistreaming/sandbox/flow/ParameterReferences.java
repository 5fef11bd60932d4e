package io.nifistreaming.sandbox.flow;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the parameters that a value refers to: {@code #{name}} or {@code #{'a name'}}, not {@code ##{…}}. */
public final class ParameterReferences {
    private static final Pattern REFERENCE = Pattern.compile("(#+)\\{('?)([^}']+)\\2}");

    private ParameterReferences() {}

    public static Set<String> in(String value) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = REFERENCE.matcher(value);
        while (matcher.find()) {
            // An even number of # is an escape: ##{x} is the text #{x}.
            if (matcher.group(1).length() % 2 == 1) {
                names.add(matcher.group(3));
            }
        }
        return names;
    }

    /** Whether the value is one reference and nothing else, as a sensitive property needs it. */
    public static boolean isOne(String value) {
        Matcher matcher = REFERENCE.matcher(value);
        return matcher.matches() && matcher.group(1).length() == 1;
    }
}
