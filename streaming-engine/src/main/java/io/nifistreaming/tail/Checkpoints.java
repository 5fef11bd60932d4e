package io.nifistreaming.tail;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The state of a tailer: one checkpoint a content, and since when there is state. Immutable. */
public final class Checkpoints {
    private static final String SINCE = "tail.since";
    private static final Checkpoints NONE = new Checkpoints(Map.of(), Optional.empty());

    private final Map<String, Checkpoint> byKey;
    private final Optional<Instant> since;

    private Checkpoints(Map<String, Checkpoint> byKey, Optional<Instant> since) {
        this.byKey = byKey;
        this.since = since;
    }

    public static Checkpoints none() {
        return NONE;
    }

    public static Checkpoints of(Collection<Checkpoint> all) {
        Map<String, Checkpoint> byKey = new TreeMap<>();
        for (Checkpoint checkpoint : all) {
            byKey.put(checkpoint.key(), checkpoint);
        }
        return new Checkpoints(byKey, Optional.empty());
    }

    Checkpoints since(Instant beginning) {
        return new Checkpoints(byKey, Optional.of(beginning));
    }

    /** When the very first start was; empty before it. */
    public Optional<Instant> since() {
        return since;
    }

    /** Reads what {@link #encode()} wrote; entries whose key doesn't begin with {@code file.} belong to others. */
    public static Checkpoints decode(Map<String, String> state) {
        Map<String, Checkpoint> byKey = new TreeMap<>();
        state.forEach((key, line) -> {
            if (key.startsWith("file.")) {
                byKey.put(key, Checkpoint.decode(line));
            }
        });
        return new Checkpoints(byKey, Optional.ofNullable(state.get(SINCE)).map(Instant::parse));
    }

    /** One entry a content: a short key, and a readable line; and one for the beginning. */
    public Map<String, String> encode() {
        return encode(NONE, Map.of());
    }

    /** The same as {@link #encode()}, with what has not changed since then taken over from there. */
    public Map<String, String> encode(Checkpoints before, Map<String, String> encodedBefore) {
        Map<String, String> state = new TreeMap<>();
        since.ifPresent(beginning -> state.put(SINCE, beginning.toString()));
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
        return byKey.isEmpty() && since.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoints checkpoints
                && checkpoints.byKey.equals(byKey)
                && checkpoints.since.equals(since);
    }

    @Override
    public int hashCode() {
        return Objects.hash(byKey, since);
    }

    @Override
    public String toString() {
        return String.join("\n", encode().values());
    }
}
