package io.nifistreaming.origin;

/**
 * The half-open range of positions {@code [first, next)}.
 *
 * @param first the first position in the range
 * @param next the first position after it; equal to {@code first} for an empty range
 */
public record Range(long first, long next) implements Comparable<Range> {
    public Range {
        if (first < 0 || next < first) {
            throw new IllegalArgumentException("Not a half-open range: [" + first + ", " + next + ")");
        }
    }

    public boolean isEmpty() {
        return first == next;
    }

    public long length() {
        return next - first;
    }

    /** Whether every position of the other range lies in this one. */
    public boolean covers(Range other) {
        return first <= other.first && other.next <= next;
    }

    @Override
    public int compareTo(Range other) {
        int byFirst = Long.compare(first, other.first);
        return byFirst != 0 ? byFirst : Long.compare(next, other.next);
    }

    @Override
    public String toString() {
        return "[" + first + ", " + next + ")";
    }
}
