package io.nifistreaming.benchmarks.publish;

import io.nifistreaming.kafka.OriginHeaders;
import io.nifistreaming.origin.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The peer: a loop around Kafka's own producer that sends records which it has in memory, and does nothing else. What
 * it reaches is what the client can do.
 */
final class PlainLoop implements Lane {
    private static final List<Header> CONSTANT_HEADERS = List.of(
            header(Origin.KIND, "flowfile"),
            header(Origin.ID, "0b9a7e3c-5d0f-4f0e-9a51-2a6f4cf7f2aa"),
            header(Origin.GENERATION, "0"));

    private final Workload workload;
    private final KafkaProducer<byte[], byte[]> producer;
    private final boolean transactional;
    private final OriginHeaders headers;
    private final int together;

    /**
     * @param headers whether each record carries the five headers that ours writes, so that both send the same bytes
     * @param transactionalId null for no transactions
     * @param together after how many flow files it flushes, and commits
     */
    PlainLoop(
            Workload workload,
            Map<String, Object> settings,
            OriginHeaders headers,
            String transactionalId,
            int together) {
        this.workload = workload;
        this.together = together;
        this.headers = headers;
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
        String sent = headers == OriginHeaders.ALL ? "plain producer loop, the same headers" : "plain producer loop";
        return transactional ? sent + ", a transaction per flow file" : sent;
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
            long position = 0;
            if (transactional && file % together == 0) {
                producer.beginTransaction();
            }
            for (int record = 0; record < workload.recordsPerFlowFile(); record++) {
                byte[] payload = payloads.get(record % payloads.size());
                send(new ProducerRecord<>(topic, null, null, null, payload, headers(position, payload)), callback);
                position += payload.length + 1;
            }
            if ((file + 1) % together == 0 || file + 1 == workload.flowFiles()) {
                settle();
            }
            sent += workload.recordsPerFlowFile();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("The loop lost a record", failure.get());
        }
        return sent;
    }

    private void settle() {
        producer.flush();
        if (transactional) {
            producer.commitTransaction();
        }
    }

    private List<Header> headers(long position, byte[] payload) {
        if (headers == OriginHeaders.NONE) {
            return List.of();
        }
        List<Header> own = new ArrayList<>(CONSTANT_HEADERS);
        own.add(header(Origin.FIRST, Long.toString(position)));
        own.add(header(Origin.NEXT, Long.toString(position + payload.length + 1)));
        return own;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
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
