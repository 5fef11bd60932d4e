package io.nifistreaming.kafka.testing;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record in the log of a {@link FakeKafka}. */
public record FakeRecord(int partition, long offset, ProducerRecord<byte[], byte[]> data) {}
