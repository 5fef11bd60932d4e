package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ProgressCodec.Key;
import io.nifistreaming.kafka.ProgressCodec.Value;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the topics hold of each source, according to all committed progress of one scope: the union over its nodes and
 * leases. Shared by all leases of a publisher; safe for many threads.
 *
 * <p>It only ever tells of what is committed. What is forgotten (flow files whose session is committed, sources that
 * nobody wrote to for the retention) is deleted from the topic by a later transaction.
 */
final class Progress {
    /** Looking at all sources takes time, so it is not done for every transaction. */
    private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(30);

    private final PublisherPlan plan;
    private final Clock clock;
    private final Map<SourceInTopic, Map<Writer, Value>> written = new HashMap<>();
    private final Map<SourceInTopic, RangeSet> held = new HashMap<>();
    private final Set<SourceInTopic> confirmed = new LinkedHashSet<>();
    private final Map<Key, Long> applied = new HashMap<>();
    private final Map<Key, Long> forgotten = new HashMap<>();
    private final byte[] ownerKey;
    private Instant nextExpiry = Instant.MIN;
    private long lastOwner = -1;

    private record Writer(String node, int lease) {}

    /** A record of the progress topic and its offset, -1 if it comes from a partition that is not the scope's own. */
    record Change(Key key, Value value, long offset) {}

    /**
     * What to write for a source.
     *
     * @param forgottenBefore before which position some of it will no longer be remembered; 0 if all of it is
     */
    record Advance(Key key, Value value, long forgottenBefore) {}

    Progress(PublisherPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        this.ownerKey = ProgressCodec.ownerKey(plan.scope(), plan.node());
    }

    /** What is held; nothing of what is confirmed, since that can't be a replay: who sends it again means it. */
    synchronized RangeSet held(SourceInTopic source) {
        if (confirmed.contains(source)) {
            return RangeSet.empty();
        }
        return held.getOrDefault(source, RangeSet.empty());
    }

    /** Takes over what was read from the topic, in its order. */
    synchronized void read(List<ProgressLog.Entry> entries) {
        long last = -1;
        for (ProgressLog.Entry entry : entries) {
            last = Math.max(last, entry.offset());
            if (Arrays.equals(entry.key(), ownerKey)) {
                lastOwner = Math.max(lastOwner, entry.offset());
                continue;
            }
            Optional<Key> key = ProgressCodec.decodeKey(entry.key(), plan.scope());
            if (key.isPresent()) {
                Value value = entry.value() == null ? null : ProgressCodec.decodeValue(entry.value(), plan.scope());
                apply(new Change(key.get(), value, entry.offset()));
            }
        }
        long passed = last;
        forgotten.values().removeIf(offset -> offset <= passed);
    }

    /** Where the youngest publisher of this scope and node declared itself, as far as it is read; -1 if nowhere. */
    synchronized long lastOwner() {
        return lastOwner;
    }

    byte[] ownerKey() {
        return ownerKey.clone();
    }

    byte[] ownerValue() {
        return ProgressCodec.encode(new Value(RangeSet.empty(), clock.instant()));
    }

    /** Takes over what a transaction of this publisher has committed; a null value forgets. */
    synchronized void committed(List<Change> changes) {
        for (Change change : changes) {
            if (change.key().node().equals(plan.node()) && change.offset() < known(change.key())) {
                // We know all that we wrote before, so this can't be older: the topic was made anew, and counts anew.
                applied.clear();
                forgotten.clear();
            }
            apply(change);
        }
    }

    /** The offset of what is known under a key. */
    private long known(Key key) {
        return Math.max(applied.getOrDefault(key, -2L), forgotten.getOrDefault(key, -2L));
    }

    /** What a lease has to write so that the topic also holds this much of the source. */
    synchronized Advance advance(int lease, SourceInTopic source, RangeSet added) {
        RangeSet union = held(source).plus(added);
        RangeSet kept = Holes.bounded(union);
        Key key = new Key(plan.scope(), plan.node(), lease, source);
        return new Advance(key, new Value(kept, clock.instant()), forgottenBefore(union, kept, key));
    }

    /** The rest of the union may still stand in what other leases wrote. */
    private long forgottenBefore(RangeSet union, RangeSet kept, Key key) {
        if (kept.equals(union)) {
            return 0;
        }
        RangeSet remembered = kept;
        for (Map.Entry<Writer, Value> entry :
                written.getOrDefault(key.source(), Map.of()).entrySet()) {
            if (!entry.getKey().equals(new Writer(key.node(), key.lease()))) {
                remembered = remembered.plus(entry.getValue().held());
            }
        }
        long before = 0;
        for (Range range : union.ranges()) {
            if (range.first() >= kept.ranges().get(0).first()) {
                break;
            }
            before = remembered.contains(range) ? before : range.next();
        }
        return before;
    }

    /** Notes that a source will never be replayed. */
    synchronized void confirm(SourceInTopic source) {
        if (written.containsKey(source)) {
            confirmed.add(source);
        }
    }

    /** Sources to be forgotten now, at most so many: first the confirmed ones, then those past the retention. */
    synchronized List<SourceInTopic> forgettable(int most) {
        List<SourceInTopic> sources = new ArrayList<>();
        for (SourceInTopic source : confirmed) {
            if (sources.size() == most) {
                return sources;
            }
            sources.add(source);
        }
        Instant now = clock.instant();
        if (now.isBefore(nextExpiry)) {
            return sources;
        }
        for (Map.Entry<SourceInTopic, Map<Writer, Value>> entry : written.entrySet()) {
            if (sources.size() == most) {
                return sources;
            }
            if (!confirmed.contains(entry.getKey()) && isExpired(entry.getValue(), now)) {
                sources.add(entry.getKey());
            }
        }
        nextExpiry = now.plus(EXPIRY_INTERVAL);
        return sources;
    }

    /**
     * The keys to delete for a source. Those of other nodes are left for twice the retention: they may be about to
     * write, and a deletion from here would come after it.
     */
    synchronized List<Key> keysToForget(SourceInTopic source) {
        List<Key> keys = new ArrayList<>();
        Instant foreignLimit = clock.instant().minus(plan.progress().retention().multipliedBy(2));
        written.getOrDefault(source, Map.of()).forEach((writer, value) -> {
            if (writer.node().equals(plan.node()) || value.at().isBefore(foreignLimit)) {
                keys.add(new Key(plan.scope(), writer.node(), writer.lease(), source));
            }
        });
        return keys;
    }

    private boolean isExpired(Map<Writer, Value> values, Instant now) {
        Instant limit = now.minus(plan.progress().retention());
        boolean ours = false;
        for (Map.Entry<Writer, Value> entry : values.entrySet()) {
            if (!entry.getValue().at().isBefore(limit)) {
                return false;
            }
            ours |= entry.getKey().node().equals(plan.node())
                    || entry.getValue()
                            .at()
                            .isBefore(limit.minus(plan.progress().retention()));
        }
        return ours;
    }

    /** The topic is read while own commits are already known: only what is newer than the known counts. */
    private void apply(Change change) {
        Key key = change.key();
        if (change.offset() <= known(key)) {
            return;
        }
        if (change.value() == null) {
            forget(change);
            return;
        }
        forgotten.remove(key);
        applied.put(key, change.offset());
        written.computeIfAbsent(key.source(), absent -> new HashMap<>(2))
                .put(new Writer(key.node(), key.lease()), change.value());
        if (confirmed.remove(key.source())) {
            held.remove(key.source());
        }
        held.merge(key.source(), change.value().held(), RangeSet::plus);
    }

    private void forget(Change change) {
        Key key = change.key();
        applied.remove(key);
        forgotten.put(key, change.offset());
        Map<Writer, Value> values = written.get(key.source());
        if (values == null) {
            return;
        }
        values.remove(new Writer(key.node(), key.lease()));
        if (values.isEmpty()) {
            written.remove(key.source());
            held.remove(key.source());
            confirmed.remove(key.source());
        }
    }
}
