package io.nifistreaming.kafka;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import java.util.List;

/** Asks, for records in ascending order, whether they are held already: one step per record, not a search. */
final class HeldWalk {
    private final List<Range> held;
    private int index;

    HeldWalk(RangeSet held) {
        this.held = held.ranges();
    }

    /** Whether all of the record is held; a record of which only a part is held is to be sent: doubled, never lost. */
    boolean holds(long first, long next) {
        while (index < held.size() && held.get(index).next() <= first) {
            index++;
        }
        if (index == held.size()) {
            return false;
        }
        Range range = held.get(index);
        return range.first() <= first && next <= range.next();
    }
}
