package io.nifistreaming.origin;

import java.util.Objects;

/**
 * Names one source whose positions count up.
 *
 * @param kind what the positions count
 * @param id file identity, target name, {@code topic-partition} or flow file UUID
 * @param generation counts truncations, epochs or re-creations of the same id: positions of two generations have
 *     nothing to do with each other
 */
public record SourceId(OriginKind kind, String id, long generation) {
    public SourceId {
        Objects.requireNonNull(kind, "kind");
        if (id == null || id.isEmpty()) {
            throw new IllegalArgumentException("A source needs an id");
        }
        if (generation < 0) {
            throw new IllegalArgumentException("Generation of " + id + " is negative: " + generation);
        }
    }

    @Override
    public String toString() {
        return kind.text() + ":" + id + "#" + generation;
    }
}
