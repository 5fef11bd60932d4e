package io.nifistreaming.kafka;

import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;

/**
 * Where each record of a publication lies in its lineage, one record after the other. Ranges tile: what lies between
 * two records (blank lines) belongs to the second, what lies behind the last belongs to the last.
 */
final class Positions {
    private final Range range;
    private final boolean whole;
    private final boolean placed;
    private long count;
    private long tileFirst;
    private long first;
    private long next;

    Positions(Lineage lineage, Framing framing) {
        this.range = lineage.range();
        this.whole = framing == Framing.WHOLE;
        this.placed = lineage.source().kind() == OriginKind.FILE
                || framing == Framing.PLACED_RECORDS && !lineage.isOpenEnded();
        this.next = range.first();
    }

    /** Places the record that the cursor is at; false if it does not fit into the lineage. */
    boolean place(RecordCursor cursor) {
        tileFirst = next;
        if (whole) {
            first = range.first();
            next = range.next() == Long.MAX_VALUE ? first + 1 : range.next();
        } else if (placed) {
            first = range.first() + cursor.start();
            next = range.first() + cursor.end();
        } else {
            first = range.first() + count;
            next = first + 1;
        }
        count++;
        boolean once = !whole || count == 1;
        return once && first >= tileFirst && first < next && next <= range.next();
    }

    /** Whether the records so far are all that the lineage tells of. */
    boolean complete() {
        return placed && !whole || range.next() == Long.MAX_VALUE || next == range.next();
    }

    long first() {
        return first;
    }

    long next() {
        return next;
    }

    /** Where the record begins if the gap before it is counted in. */
    long tileFirst() {
        return tileFirst;
    }

    /** Where the last record ends if the gap behind it is counted in. */
    long end() {
        return range.next() == Long.MAX_VALUE ? next : range.next();
    }
}
