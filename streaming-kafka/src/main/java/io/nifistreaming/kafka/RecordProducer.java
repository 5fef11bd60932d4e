package io.nifistreaming.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;

/** One producer, as far as publishing needs it; the meaning of each method is that of Kafka's producer. */
public interface RecordProducer extends AutoCloseable {
    /** Fences earlier producers of the same transactional id and settles what they left open. */
    void init();

    void begin();

    /**
     * Sends in the background; blocks while the buffer is full. A failure may be thrown by a later call instead, and
     * what is {@link Receipt#isInVain() in vain} may be left out without a word.
     */
    void send(ProducerRecord<byte[], byte[]> record, Receipt receipt);

    /** Waits until all that was sent is acknowledged or has failed. */
    void flush();

    void commit();

    void abort();

    /** Gives up quickly; what is open is settled by the next {@link #init()}. */
    @Override
    void close();
}
