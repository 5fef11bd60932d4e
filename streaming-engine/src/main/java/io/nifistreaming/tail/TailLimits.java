package io.nifistreaming.tail;

import java.time.Duration;

/**
 * Bounds of batches and records.
 *
 * @param records of a batch
 * @param bytes of a batch; exceeded by at most one record
 * @param linger how long a batch waits to become full
 * @param recordBytes of a record; a longer one is over-long
 * @param overlong what becomes of those
 */
public record TailLimits(int records, long bytes, Duration linger, int recordBytes, Overlong overlong) {
    /** What becomes of an over-long record; either way it is alone in its batch. */
    public enum Overlong {
        WHOLE,
        CUT
    }

    public TailLimits {
        if (records < 1 || bytes < 1 || recordBytes < 1) {
            throw new IllegalArgumentException("Limits of records (" + records + "), bytes (" + bytes
                    + ") and bytes of a record (" + recordBytes + ") must be at least 1");
        }
        if (linger.isNegative()) {
            throw new IllegalArgumentException("Linger must not be negative: " + linger);
        }
    }

    /** Up to a million records or 16 MB a batch at once, records of up to 1 MB, longer ones whole. */
    public static TailLimits defaults() {
        return new TailLimits(1_000_000, 16 << 20, Duration.ZERO, 1 << 20, Overlong.WHOLE);
    }

    public TailLimits withBatch(int mostRecords, long mostBytes) {
        return new TailLimits(mostRecords, mostBytes, linger, recordBytes, overlong);
    }

    public TailLimits withLinger(Duration other) {
        return new TailLimits(records, bytes, other, recordBytes, overlong);
    }

    public TailLimits withRecordBytes(int most, Overlong then) {
        return new TailLimits(records, bytes, linger, most, then);
    }
}
