package io.nifistreaming.nifi.poll;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One flow file to be: kept in the store together with the prices that it tells, until it is known to be handed over.
 *
 * @param sequence orders entries, and names this one in the store
 * @param kind decides where it goes
 * @param source counts what the content holds
 * @param range one position a record of {@link Kind#PRICES}; one position in all for other kinds
 * @param time when it was observed
 * @param tookMillis from asking to the last byte
 * @param attributes further attributes of the flow file
 * @param content lines of JSON for {@link Kind#PRICES}; other kinds leave as they are
 */
record OutboxEntry(
        long sequence,
        Kind kind,
        SourceId source,
        Range range,
        Instant time,
        long tookMillis,
        Map<String, String> attributes,
        byte[] content) {
    /** What an entry holds. */
    enum Kind {
        PRICES,
        INVALID,
        FAILURE
    }

    OutboxEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(content, "content");
        attributes = Map.copyOf(new TreeMap<>(attributes));
    }
}
