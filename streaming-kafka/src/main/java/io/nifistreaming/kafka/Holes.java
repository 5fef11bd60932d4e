package io.nifistreaming.kafka;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import java.util.List;

/**
 * Keeps a range set small enough for one progress record. Holes come from rejected records and from input that never
 * arrived; beyond the limit the lowest ranges are forgotten, so that a replay of them would be sent again: doubled
 * rather than lost. {@link PublishOutcome.Done#forgottenBefore()} tells of it.
 */
final class Holes {
    static final int MOST_RANGES = 2_000;

    private Holes() {}

    static RangeSet bounded(RangeSet held) {
        List<Range> ranges = held.ranges();
        if (ranges.size() <= MOST_RANGES) {
            return held;
        }
        RangeSet bounded = RangeSet.empty();
        for (Range range : ranges.subList(ranges.size() - MOST_RANGES, ranges.size())) {
            bounded = bounded.plus(range);
        }
        return bounded;
    }
}
