package io.nifistreaming.kafka;

/** What a publisher promises. */
public enum Delivery {
    /** One transaction a batch: all or nothing, and replays are recognised. Exactly once for read_committed readers. */
    TRANSACTION_PER_BATCH,
    /** One transaction a publication: as above, but no flow file waits for another's fate. */
    TRANSACTION_PER_FLOW_FILE,
    /** Idempotent producer, no transaction, no progress: every record at least once; a replay is sent again. */
    AT_LEAST_ONCE;

    boolean isTransactional() {
        return this != AT_LEAST_ONCE;
    }
}
