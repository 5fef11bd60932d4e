package io.nifistreaming.origin;

import java.util.ArrayList;
import java.util.List;

/**
 * The positions of one source that a sink already holds: disjoint, sorted, never touching (neighbours are joined).
 *
 * <p>A set and not a last position, because queues reorder and penalise: 100–200 may arrive before 0–100, and nothing
 * below a hole is a duplicate. A contiguous prefix is a single range, so the set stays as small as there are holes.
 *
 * <p>Immutable. The text form is {@code 0-100,150-200} (half-open), the empty string for the empty set.
 */
public final class RangeSet {
    private static final RangeSet EMPTY = new RangeSet(List.of());

    private final List<Range> ranges;

    private RangeSet(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    public static RangeSet empty() {
        return EMPTY;
    }

    public static RangeSet of(Range range) {
        return EMPTY.plus(range);
    }

    public List<Range> ranges() {
        return ranges;
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether every position of the range is held; true for an empty range. */
    public boolean contains(Range range) {
        return range.isEmpty() || ranges.stream().anyMatch(held -> held.covers(range));
    }

    /** This set with the range added. */
    public RangeSet plus(Range added) {
        if (contains(added)) {
            return this;
        }
        List<Range> merged = new ArrayList<>(ranges.size() + 1);
        long first = added.first();
        long next = added.next();
        int index = 0;
        while (index < ranges.size() && ranges.get(index).next() < first) {
            merged.add(ranges.get(index++));
        }
        while (index < ranges.size() && ranges.get(index).first() <= next) {
            first = Math.min(first, ranges.get(index).first());
            next = Math.max(next, ranges.get(index).next());
            index++;
        }
        merged.add(new Range(first, next));
        merged.addAll(ranges.subList(index, ranges.size()));
        return new RangeSet(merged);
    }

    /** The union of both sets. */
    public RangeSet plus(RangeSet other) {
        RangeSet union = this;
        for (Range range : other.ranges) {
            union = union.plus(range);
        }
        return union;
    }

    /** The parts of the range that are not held, in order; empty when all of it is. */
    public List<Range> missing(Range wanted) {
        List<Range> missing = new ArrayList<>();
        long from = wanted.first();
        for (Range held : ranges) {
            if (held.next() <= from) {
                continue;
            }
            if (held.first() >= wanted.next()) {
                break;
            }
            if (held.first() > from) {
                missing.add(new Range(from, held.first()));
            }
            from = held.next();
        }
        if (from < wanted.next()) {
            missing.add(new Range(from, wanted.next()));
        }
        return missing;
    }

    /** Parses what {@link #toString()} wrote. */
    public static RangeSet parse(String text) {
        RangeSet set = EMPTY;
        if (text.isEmpty()) {
            return set;
        }
        for (String part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            if (dash <= 0) {
                throw new IllegalArgumentException("Not a range set: '" + text + "'");
            }
            set = set.plus(
                    new Range(Long.parseLong(part.substring(0, dash)), Long.parseLong(part.substring(dash + 1))));
        }
        return set;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RangeSet set && set.ranges.equals(ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Range range : ranges) {
            text.append(text.length() == 0 ? "" : ",")
                    .append(range.first())
                    .append('-')
                    .append(range.next());
        }
        return text.toString();
    }
}
