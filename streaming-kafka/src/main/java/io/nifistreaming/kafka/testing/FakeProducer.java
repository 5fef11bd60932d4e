package io.nifistreaming.kafka.testing;

import io.nifistreaming.kafka.Receipt;
import io.nifistreaming.kafka.RecordProducer;
import io.nifistreaming.kafka.testing.Faults.Step;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TransactionAbortedException;

/** A producer as Kafka's behaves: buffers, answers late, and after a failed record knows nothing but abort. */
final class FakeProducer implements RecordProducer {
    private static final int BUFFER = 5;

    private final FakeProcess process;
    private final FakeKafka kafka;
    private final String transactionalId;
    private final List<Pending> buffer = new ArrayList<>();
    private int epoch;
    private FakeTransaction transaction;
    private KafkaException error;

    private record Pending(ProducerRecord<byte[], byte[]> data, Receipt receipt) {}

    FakeProducer(FakeProcess process, FakeKafka kafka, String transactionalId) {
        this.process = process;
        this.kafka = kafka;
        this.transactionalId = transactionalId;
    }

    @Override
    public void init() {
        epoch = process.step(Step.INIT, () -> kafka.fence(transactionalId));
    }

    @Override
    public void begin() {
        requireNoError();
        transaction = process.step(Step.BEGIN, () -> kafka.begin(transactionalId, epoch));
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> data, Receipt receipt) {
        requireNoError();
        process.step(Step.SEND, () -> buffer.add(new Pending(data, receipt)));
        if (buffer.size() >= BUFFER) {
            deliver();
        }
    }

    @Override
    public void flush() {
        process.step(Step.FLUSH, () -> true);
        deliver();
    }

    @Override
    public void commit() {
        requireNoError();
        process.step(Step.COMMIT, () -> {
            kafka.commit(transaction);
            return true;
        });
        transaction = null;
    }

    @Override
    public void abort() {
        process.step(Step.ABORT, () -> {
            fail(new TransactionAbortedException());
            kafka.abort(transaction);
            return true;
        });
        transaction = null;
        error = null;
    }

    @Override
    public void close() {
        if (!process.isKilled()) {
            fail(new KafkaException("Producer is closed forcefully."));
        }
        error = new KafkaException("closed");
    }

    private void deliver() {
        List<Pending> batch = List.copyOf(buffer);
        buffer.clear();
        for (Pending one : batch) {
            try {
                answer(one);
            } catch (KafkaException failed) {
                if (transactionalId != null && error == null) {
                    error = failed;
                }
                one.receipt().onCompletion(null, failed);
            }
        }
    }

    private void answer(Pending one) {
        if (error != null) {
            throw new TransactionAbortedException();
        }
        ProducerRecord<byte[], byte[]> data = one.data();
        if (data.value() != null
                && data.value().length > kafka.describe(data.topic()).maxMessageBytes()) {
            throw new RecordTooLargeException("The request included a message larger than the max message size");
        }
        FakeRecord landed = kafka.append(data, transaction);
        TopicPartition partition = new TopicPartition(data.topic(), landed.partition());
        one.receipt().onCompletion(new RecordMetadata(partition, landed.offset(), 0, 0, 0, 0), null);
    }

    private void fail(KafkaException reason) {
        List<Pending> left = List.copyOf(buffer);
        buffer.clear();
        left.forEach(one -> one.receipt().onCompletion(null, reason));
    }

    private void requireNoError() {
        if (error != null) {
            throw new KafkaException("Cannot execute transactional method because we are in an error state", error);
        }
    }
}
