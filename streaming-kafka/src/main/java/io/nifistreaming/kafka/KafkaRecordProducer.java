package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's own producer. */
final class KafkaRecordProducer implements RecordProducer {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordProducer.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;

    KafkaRecordProducer(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void init() {
        producer.initTransactions();
    }

    @Override
    public void begin() {
        producer.beginTransaction();
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> data, Receipt receipt) {
        Future<RecordMetadata> unused = producer.send(data, receipt);
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public void commit() {
        producer.commitTransaction();
    }

    @Override
    public void abort() {
        producer.abortTransaction();
    }

    @Override
    public void close() {
        try {
            producer.close(CLOSE_WITHIN);
        } catch (KafkaException given) {
            LOG.debug("A producer that was given up did not close in order", given);
        }
    }
}
