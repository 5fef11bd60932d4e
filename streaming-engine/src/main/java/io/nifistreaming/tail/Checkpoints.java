package io.nifistreaming.tail;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The state of a tailer: one checkpoint a content. Immutable. */
public final class Checkpoints {
    private static final Checkpoints NONE = new Checkpoints(Map.of());

    private final Map<String, Checkpoint> byKey;

    private Checkpoints(Map<String, Checkpoint> byKey) {
        this.byKey = byKey;
    }

    public static Checkpoints none() {
        return NONE;
    }

    public static Checkpoints of(Collection<Checkpoint> all) {
        Map<String, Checkpoint> byKey = new TreeMap<>();
        for (Checkpoint checkpoint : all) {
            byKey.put(checkpoint.key(), checkpoint);
        }
        return new Checkpoints(byKey);
    }

    /** Reads what {@link #encode()} wrote; entries whose key doesn't begin with {@code file.} belong to others. */
    public static Checkpoints decode(Map<String, String> state) {
        Map<String, Checkpoint> byKey = new TreeMap<>();
        state.forEach((key, line) -> {
            if (key.startsWith("file.")) {
                byKey.put(key, Checkpoint.decode(line));
            }
        });
        return new Checkpoints(byKey);
    }

    /** One entry a content: a short key, and a readable line. */
    public Map<String, String> encode() {
        Map<String, String> state = new TreeMap<>();
        byKey.forEach((key, checkpoint) -> state.put(key, checkpoint.encode()));
        return state;
    }

    /** The same as {@link #encode()}, with what has not changed since then taken over from there. */
    public Map<String, String> encode(Checkpoints before, Map<String, String> encodedBefore) {
        Map<String, String> state = new TreeMap<>();
        byKey.forEach((key, checkpoint) -> {
            boolean same = checkpoint.equals(before.byKey.get(key));
            String line = same ? encodedBefore.get(key) : null;
            state.put(key, line == null ? checkpoint.encode() : line);
        });
        return state;
    }

    public Collection<Checkpoint> all() {
        return java.util.Collections.unmodifiableCollection(byKey.values());
    }

    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoints checkpoints && checkpoints.byKey.equals(byKey);
    }

    @Override
    public int hashCode() {
        return byKey.hashCode();
    }

    @Override
    public String toString() {
        return String.join("\n", encode().values());
    }
}
