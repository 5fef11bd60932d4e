package io.nifistreaming.kafka;

/**
 * Where records landed in one partition: {@code [first, next)}, seen as offsets. Other producers' records and
 * transaction markers may lie between.
 *
 * @param first the offset of the first record
 * @param next the offset after the last record
 */
public record OffsetRange(long first, long next) {
    OffsetRange including(long offset) {
        return new OffsetRange(Math.min(first, offset), Math.max(next, offset + 1));
    }
}
