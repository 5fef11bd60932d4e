package io.nifistreaming.nifi.kafka;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A path of field names such as {@code /sku} or {@code /product/id}: the part of NiFi's record paths that needs no
 * record.
 *
 * @param names of the fields from the root; none for "no path"
 */
record FieldPath(List<String> names) {
    static final FieldPath NONE = new FieldPath(List.of());
    private static final Pattern SYNTAX = Pattern.compile("(/[^/\\[\\]*'\"]+)+");

    FieldPath {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException where the text is no path, with a message that shows how one looks */
    static FieldPath parse(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no path of field names: write '/' before each name, as in /sku or /product/id"
                    + " (filters, indexes and functions are not supported here)");
        }
        return new FieldPath(List.of(text.substring(1).split("/", -1)));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    @Override
    public String toString() {
        return "/" + String.join("/", names);
    }
}
