package io.nifistreaming.system;

/** A Kafka record, as the topic or its bronze table has it. */
record BronzeRow(int partition, long offset, long timestamp, String key, String value) {
    String place() {
        return partition + "@" + offset;
    }
}
