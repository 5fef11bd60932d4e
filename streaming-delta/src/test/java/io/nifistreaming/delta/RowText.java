package io.nifistreaming.delta;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Rows as texts that tell each class and each value apart, for assertions that show what differs. */
final class RowText {
    private RowText() {}

    static List<String> of(List<Object[]> rows) {
        return rows.stream().map(row -> of((Object) row)).toList();
    }

    static String of(Object value) {
        if (value instanceof Object[] fields) {
            return joined(Arrays.asList(fields), "{", "}");
        }
        if (value instanceof List<?> list) {
            return joined(list, "[", "]");
        }
        if (value instanceof Map<?, ?> map) {
            return joined(
                    map.entrySet().stream()
                            .map(entry -> of(entry.getKey()) + "=" + of(entry.getValue()))
                            .sorted()
                            .toList(),
                    "<",
                    ">");
        }
        if (value instanceof byte[] bytes) {
            return "bytes" + Arrays.toString(bytes);
        }
        return value == null ? "null" : value.getClass().getSimpleName().charAt(0) + ":" + value;
    }

    private static String joined(List<?> values, String before, String after) {
        StringJoiner joined = new StringJoiner(", ", before, after);
        values.forEach(value -> joined.add(of(value)));
        return joined.toString();
    }
}
