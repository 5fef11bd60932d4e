package io.nifistreaming.benchmarks.publish;

/** One way to publish the same records. */
interface Lane extends AutoCloseable {
    String name();

    /** Publishes all records to the topic; returns when they are safe. Returns how many it sent. */
    long run(String topic) throws Exception;

    @Override
    void close();
}
