package io.nifistreaming.kafka;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one attempt did with one publication. Offsets come in from the producer's thread; they are complete after a
 * flush.
 */
final class Tally {
    private final List<Range> runs = new ArrayList<>();
    private final Map<Integer, OffsetRange> offsets = new HashMap<>();
    private int lastPartition = -1;
    private long lastFirst;
    private long lastNext;
    private long runFirst = -1;
    private long runNext = -1;
    private long sent;
    private long duplicates;

    void sent(long first, long next) {
        sent++;
        if (runNext == first) {
            runNext = next;
            return;
        }
        closeRun();
        runFirst = first;
        runNext = next;
    }

    void duplicate() {
        duplicates++;
    }

    /** The content has ended: what lies between the last record and this position belongs to that record. */
    void finish(long lastPosition, long end) {
        if (runNext == lastPosition) {
            runNext = end;
        }
        closeRun();
    }

    /** The acknowledgement of one record; they mostly come in rows of one partition. */
    synchronized void landed(int partition, long offset) {
        if (partition != lastPartition) {
            storeOffsets();
            lastPartition = partition;
            lastFirst = offset;
            lastNext = offset + 1;
            return;
        }
        lastFirst = Math.min(lastFirst, offset);
        lastNext = Math.max(lastNext, offset + 1);
    }

    synchronized Map<Integer, OffsetRange> offsets() {
        storeOffsets();
        return Map.copyOf(offsets);
    }

    /** What the topic holds in addition, once this attempt is committed. */
    RangeSet held() {
        RangeSet held = RangeSet.empty();
        for (Range run : runs) {
            held = held.plus(run);
        }
        return held;
    }

    long sentCount() {
        return sent;
    }

    long duplicateCount() {
        return duplicates;
    }

    private void storeOffsets() {
        if (lastPartition >= 0) {
            OffsetRange row = new OffsetRange(lastFirst, lastNext);
            offsets.merge(lastPartition, row, (one, other) -> one.including(other.first())
                    .including(other.next() - 1));
        }
    }

    private void closeRun() {
        if (runFirst >= 0 && runNext > runFirst) {
            runs.add(new Range(runFirst, runNext));
        }
        runFirst = -1;
        runNext = -1;
    }
}
