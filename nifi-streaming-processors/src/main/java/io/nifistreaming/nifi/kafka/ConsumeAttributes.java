package io.nifistreaming.nifi.kafka;

/** Names of the attributes of what was consumed, beside its origin. */
final class ConsumeAttributes {
    static final String TOPIC = "kafka.topic";
    static final String PARTITION = "kafka.partition";
    static final String FIRST_OFFSET = "kafka.offset.first";
    static final String LAST_OFFSET = "kafka.offset.last";
    static final String LEADER_EPOCH = "kafka.leader.epoch";
    static final String FIRST_TIMESTAMP = "kafka.timestamp.first";
    static final String LAST_TIMESTAMP = "kafka.timestamp.last";
    static final String COUNT = "kafka.record.count";
    static final String KEY = "kafka.key";
    static final String TOMBSTONE = "kafka.tombstone";
    static final String HEADER = "kafka.header.";
    static final String LAG = "kafka.lag";
    static final String RECORD_COUNT = "record.count";
    static final String MIME_TYPE = "mime.type";
    static final String ERROR_KIND = "stream.error.kind";
    static final String ERROR_MESSAGE = "stream.error.message";

    private ConsumeAttributes() {}
}
