package io.nifistreaming.nifi.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;

/** What HTTP allows in the headers that fields of the dialog become; without the values, which are secrets. */
final class HeaderValues {
    private static final List<PropertyDescriptor> FIELDS =
            List.of(HttpProperties.USER_AGENT, AuthProperties.API_KEY, AuthProperties.BEARER_TOKEN);

    /** The HTTP client sets these itself, and takes no others. */
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private HeaderValues() {}

    static List<String> objections(PropertyContext context) {
        List<String> objections = new ArrayList<>();
        for (PropertyDescriptor field : FIELDS) {
            String value = PollSettings.text(context, field);
            if (value == null) {
                if (context.getProperty(field).isSet()) {
                    objections.add("'" + field.getName()
                            + "' comes to nothing: define what its expression names, or write a value");
                }
            } else if (value.trim().chars().anyMatch(sign -> sign < ' ' && sign != '\t' || sign == 127 || sign > 255)) {
                objections.add("'" + field.getName() + "' holds a line break or another sign that no HTTP header can"
                        + " carry: give it as one line of plain text");
            }
        }
        String name = PollSettings.text(context, AuthProperties.API_KEY_HEADER);
        if (name != null && RESTRICTED.contains(name.trim().toLowerCase(Locale.ROOT))) {
            objections.add("'" + AuthProperties.API_KEY_HEADER.getName() + "' " + name.trim()
                    + " is set by the HTTP client itself: name another header");
        }
        return objections;
    }
}
