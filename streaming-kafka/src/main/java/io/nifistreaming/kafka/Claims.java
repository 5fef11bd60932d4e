package io.nifistreaming.kafka;

import io.nifistreaming.origin.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which ranges are being published right now, and by which lease: two tasks must never publish overlapping ranges of
 * one source at once, since neither sees what the other has not committed. Safe for many threads.
 */
final class Claims {
    private final Map<SourceInTopic, List<Claim>> claims = new HashMap<>();

    private record Claim(Object owner, Range range) {}

    /** Claims the range, unless another owner has claimed some of it; an owner may claim the same again. */
    synchronized boolean claim(Object owner, SourceInTopic source, Range range) {
        List<Claim> present = claims.getOrDefault(source, List.of());
        for (Claim claim : present) {
            if (claim.owner() != owner && overlap(claim.range(), range)) {
                return false;
            }
        }
        claims.computeIfAbsent(source, absent -> new ArrayList<>(1)).add(new Claim(owner, range));
        return true;
    }

    synchronized void releaseAll(Object owner) {
        claims.values().removeIf(list -> {
            list.removeIf(claim -> claim.owner() == owner);
            return list.isEmpty();
        });
    }

    private static boolean overlap(Range one, Range other) {
        return one.first() < other.next() && other.first() < one.next();
    }
}
