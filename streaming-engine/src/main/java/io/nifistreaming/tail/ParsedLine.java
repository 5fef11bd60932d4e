package io.nifistreaming.tail;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a {@link LineParser} made of a line. */
public sealed interface ParsedLine {
    /**
     * @param fields in the order of the line; a value is a text, a number, a boolean, a list, a map, or null where the
     *     line says that there is none
     * @param timestamp when the line was written, if it says so
     */
    record Parsed(Map<String, Object> fields, Optional<Instant> timestamp) implements ParsedLine {
        public Parsed {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** @param reason why the line isn't of the expected form; quotes nothing of it */
    record Unparsed(String reason) implements ParsedLine {}
}
