package io.nifistreaming.kafka;

/** Questions about topics, and the power to fence; waits a bounded time for answers. */
public interface ClusterView extends AutoCloseable {
    /** What is known of the topic; never creates it. */
    TopicState describe(String topic);

    /**
     * Whether there is such a topic by the word of the controller: a broker says for a moment, after it started or the
     * topic was made, that there is none. False also where the controller doesn't tell us.
     */
    boolean exists(String topic);

    /** Creates a compacted topic with the brokers' default replication; harmless if it exists. */
    void createCompacted(String topic, int partitions);

    /**
     * Fences every transactional id that is the prefix with digits after it, so that none holds a transaction open.
     *
     * @param except the one that may go on
     */
    void fenceAll(String prefix, String except);

    /** A new reader of the progress topic, at its beginning. */
    ProgressLog progressLog(String topic, int ownPartition);

    @Override
    void close();

    /**
     * @param partitions their number
     * @param maxMessageBytes the largest batch that the broker accepts; {@link Long#MAX_VALUE} if we may not know
     * @param compacted whether the latest record of each key is kept; true if we may not know
     */
    record TopicState(int partitions, long maxMessageBytes, boolean compacted) {}
}
