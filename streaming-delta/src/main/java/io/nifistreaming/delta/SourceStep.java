package io.nifistreaming.delta;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.util.Objects;
import java.util.Optional;

/**
 * How a commit moves what the table holds of a source: one range without holes, which grows at its ends.
 *
 * @param held what the table holds as the writer knows it; empty where that is nothing
 * @param then what it holds afterwards
 */
public record SourceStep(SourceId source, Optional<Range> held, Range then) {
    public SourceStep {
        Objects.requireNonNull(source, "source");
        if (then.isEmpty() || held.isPresent() && (!then.covers(held.get()) || then.equals(held.get()))) {
            throw new IllegalArgumentException(
                    "What a table holds of " + source + " only grows, and not from " + held + " to " + then);
        }
    }
}
