package io.nifistreaming.benchmarks.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The peer: a loop around Kafka's own producer that sends records which it has in memory, and does nothing else. What
 * it reaches is what the client can do.
 */
final class PlainLoop implements Lane {
    private final Workload workload;
    private final KafkaProducer<byte[], byte[]> producer;
    private final boolean transactional;

    /** @param transactionalId null for no transactions */
    PlainLoop(Workload workload, Map<String, Object> settings, String transactionalId) {
        this.workload = workload;
        this.transactional = transactionalId != null;
        Map<String, Object> all = new HashMap<>(settings);
        all.put("acks", "all");
        all.put("enable.idempotence", true);
        if (transactional) {
            all.put("transactional.id", transactionalId);
        }
        this.producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        if (transactional) {
            producer.initTransactions();
        }
    }

    @Override
    public String name() {
        return transactional ? "plain producer loop, a transaction per flow file" : "plain producer loop";
    }

    @Override
    public long run(String topic) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Callback callback = (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        };
        List<byte[]> payloads = workload.payloads();
        long sent = 0;
        for (int file = 0; file < workload.flowFiles(); file++) {
            if (transactional) {
                producer.beginTransaction();
            }
            for (int record = 0; record < workload.recordsPerFlowFile(); record++) {
                send(new ProducerRecord<>(topic, payloads.get(record % payloads.size())), callback);
            }
            producer.flush();
            if (transactional) {
                producer.commitTransaction();
            }
            sent += workload.recordsPerFlowFile();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("The loop lost a record", failure.get());
        }
        return sent;
    }

    /** The callback hears of failures: asking each future would be work that the contender does not have. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<byte[], byte[]> data, Callback callback) {
        producer.send(data, callback);
    }

    @Override
    public void close() {
        producer.close();
    }
}
