package io.nifistreaming.nifi.delta;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a stream of changes has come.
 *
 * @param path of the table, as it is configured
 * @param tableId of the table that the path meant
 * @param generation tells this stream from others of the same processor and table: when it began
 * @param step what comes next of {@code version}
 * @param version that comes next
 * @param rows that the stream has brought: the number of the next one
 */
record ChangeCursor(String path, String tableId, long generation, Step step, long version, long rows) {
    /** What of a version is read. */
    enum Step {
        /** All of its rows. */
        SNAPSHOT,
        /** What it brought. */
        CHANGES
    }

    /** Behind the version, of which so many rows were read. */
    ChangeCursor past(long count) {
        return new ChangeCursor(path, tableId, generation, Step.CHANGES, version + 1, rows + count);
    }

    Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("table.path", path);
        state.put("table.id", tableId);
        state.put("generation", String.valueOf(generation));
        state.put("next.step", step.name());
        state.put("next.version", String.valueOf(version));
        state.put("next.row", String.valueOf(rows));
        return state;
    }

    /** Empty where nothing was kept, or nothing that can be read. */
    static Optional<ChangeCursor> of(Map<String, String> state) {
        try {
            return Optional.of(new ChangeCursor(
                    required(state, "table.path"),
                    required(state, "table.id"),
                    Long.parseLong(required(state, "generation")),
                    Step.valueOf(required(state, "next.step")),
                    Long.parseLong(required(state, "next.version")),
                    Long.parseLong(required(state, "next.row"))));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String required(Map<String, String> state, String name) {
        String value = state.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is absent");
        }
        return value;
    }
}
