package io.nifistreaming.tail;

/**
 * That a content had so many bytes when it was last modified at that time. A copy with fewer was made before it grew to
 * them, and so was modified no later itself: both times are told by one clock, that of the file system.
 */
public record Written(long size, long millis) {
    static final Written UNKNOWN = new Written(0, Long.MAX_VALUE);

    boolean isKnown() {
        return !equals(UNKNOWN);
    }

    Written grown(long to, long modifiedMillis) {
        return to > size ? new Written(to, modifiedMillis) : this;
    }

    /** Whether a file that begins alike, has less and was modified then may be a copy. */
    boolean allowsShorter(long copySize, long copyMillis) {
        return !isKnown() || copySize < size && copyMillis <= millis;
    }
}
