package io.nifistreaming.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Changes that become visible together or not at all; not safe for several threads. */
public final class Batch {
    /** One change of a batch. */
    public sealed interface Change {
        byte[] key();
    }

    /** Sets a value, whether or not the key was there. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Put(byte[] key, byte[] value) implements Change {}

    /** Removes a key, whether or not it was there. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Delete(byte[] key) implements Change {}

    private final List<Change> changes = new ArrayList<>();

    public Batch put(byte[] key, byte[] value) {
        changes.add(new Put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value")));
        return this;
    }

    public Batch delete(byte[] key) {
        changes.add(new Delete(Objects.requireNonNull(key, "key")));
        return this;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The changes in the order they were added. */
    public List<Change> changes() {
        return Collections.unmodifiableList(changes);
    }
}
