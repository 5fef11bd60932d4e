package io.nifistreaming.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Somebody else's producer: transactions of all sizes, some aborted, so that offsets have holes and partitions end in
 * markers; and now and then a value that is no text.
 */
final class EventLoad implements AutoCloseable {
    private static final byte[] NO_TEXT = {'{', (byte) 0xff, '}'};

    private final String topic;
    private final Random random;
    private final KafkaProducer<byte[], byte[]> producer;
    private long number;

    EventLoad(String bootstrap, String topic, Random random) {
        this.topic = topic;
        this.random = random;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "transactional.id",
                        "event-load-" + System.nanoTime(),
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Sends so many records at least, in several transactions. */
    void burst(int records) {
        for (int left = records; left > 0; ) {
            int some = 1 + random.nextInt(500);
            transaction(some, random.nextInt(4) == 0);
            left -= some;
        }
    }

    private void transaction(int records, boolean aborted) {
        producer.beginTransaction();
        Future<RecordMetadata> last = null;
        for (int index = 0; index < records; index++) {
            last = producer.send(new ProducerRecord<>(topic, key(), value()));
        }
        if (aborted) {
            try {
                // What is aborted before it is sent leaves no hole.
                last.get();
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
            producer.abortTransaction();
        } else {
            producer.commitTransaction();
        }
    }

    private byte[] key() {
        return random.nextInt(10) == 0 ? null : ("u-" + random.nextInt(1_000)).getBytes(UTF_8);
    }

    private byte[] value() {
        number++;
        if (random.nextInt(500) == 0) {
            return NO_TEXT;
        }
        return ("{\"event_id\":\"load-" + number + "\",\"note\":\"ü \\\"quoted\\\" \\u0000\",\"filler\":\""
                        + "x".repeat(random.nextInt(300)) + "\"}")
                .getBytes(UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
