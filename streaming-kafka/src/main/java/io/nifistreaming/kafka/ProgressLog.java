package io.nifistreaming.kafka;

import java.util.List;

/** Reads the progress topic, committed records only. Not safe for several threads. */
public interface ProgressLog extends AutoCloseable {
    /**
     * Reads on to the end that the topic has now. In the own partition that is the end of <em>all</em> records: it
     * waits until open transactions before it are settled, since one of them may be ours.
     *
     * @return what is new, in order
     * @throws org.apache.kafka.common.errors.TimeoutException if a transaction stays open for too long
     */
    List<Entry> readToEnd();

    @Override
    void close();

    /**
     * A record of the log.
     *
     * @param value null for a tombstone
     * @param offset in the own partition; -1 for the other partitions, which hold progress only if the topic once had
     *     another number of partitions
     */
    record Entry(byte[] key, byte[] value, long offset) {}
}
