package io.nifistreaming.kafka;

import io.nifistreaming.kafka.Progress.Change;
import io.nifistreaming.kafka.ProgressCodec.Key;
import io.nifistreaming.kafka.ProgressCodec.Value;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What one transaction writes to the progress topic: what it added, and what can be forgotten by now. */
final class ProgressChanges {
    private static final int FORGET_AT_ONCE = 500;
    private static final Range EVERYTHING = new Range(0, Long.MAX_VALUE);

    private final Shared shared;
    private final ProducerLease lease;
    private final List<Change> landed = new ArrayList<>();
    private final Map<SourceInTopic, Long> forgotten = new HashMap<>();

    ProgressChanges(Shared shared, ProducerLease lease) {
        this.shared = shared;
        this.lease = lease;
    }

    void send(Map<SourceInTopic, RangeSet> added, Outlet outlet) {
        added.forEach((source, ranges) -> {
            if (!ranges.isEmpty()) {
                Progress.Advance next = shared.progress().advance(lease.index(), source, ranges);
                forgotten.put(source, next.forgottenBefore());
                send(next.key(), next.value(), outlet);
            }
        });
        for (SourceInTopic source : shared.progress().forgettable(FORGET_AT_ONCE)) {
            if (!added.containsKey(source) && lease.claim(source, EVERYTHING)) {
                shared.progress().keysToForget(source).forEach(key -> send(key, null, outlet));
            }
        }
    }

    /** The transaction is committed: from now on everybody is to know. */
    void committed() {
        shared.progress().committed(sortedLanded());
    }

    /** Before which position of the source some of it is no longer remembered; 0 if all of it is. */
    long forgottenBefore(SourceInTopic source) {
        return forgotten.getOrDefault(source, 0L);
    }

    private synchronized List<Change> sortedLanded() {
        return List.copyOf(landed);
    }

    private void send(Key key, Value value, Outlet outlet) {
        ProducerRecord<byte[], byte[]> data = new ProducerRecord<>(
                shared.plan().progress().topic(),
                shared.reader().ownPartition(),
                ProgressCodec.encode(key),
                value == null ? null : ProgressCodec.encode(value));
        outlet.send(data, (metadata, exception) -> add(new Change(key, value, metadata.offset())));
    }

    private synchronized void add(Change change) {
        landed.add(change);
    }
}
