package io.nifistreaming.nifi.delta;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.nifi.serialization.record.Record;

/**
 * Which records delete the row of their key.
 *
 * @param field that tells; no column is made of it
 * @param values that say so, in lower case
 * @param marks whether deleted rows stay, with a mark
 */
record DeleteRule(Optional<String> field, Set<String> values, boolean marks) {
    static final DeleteRule NEVER = new DeleteRule(Optional.empty(), Set.of(), false);

    DeleteRule {
        values = values.stream().map(value -> value.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    boolean deletes(Record record) {
        if (field.isEmpty()) {
            return false;
        }
        Object value = record.getValue(field.get());
        return value != null && values.contains(value.toString().strip().toLowerCase(Locale.ROOT));
    }
}
