package io.nifistreaming.shop;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a request; the last one of a name counts. */
record Query(Map<String, String> values) {

    /** @param raw the undecoded query, or null */
    static Query parse(String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                values.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Query(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new UnknownName("The query holds a broken escape: " + text);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String required(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new UnknownName("The parameter '" + name + "' is missing");
        }
        return value;
    }

    /** A number between the bounds, or {@code otherwise} where there is none. */
    int number(String name, int otherwise, int lowest, int highest) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Told below, together with numbers out of bounds.
        }
        throw new UnknownName("The parameter '" + name + "' must be a number from " + lowest + " to " + highest
                + ", but is " + value);
    }
}
