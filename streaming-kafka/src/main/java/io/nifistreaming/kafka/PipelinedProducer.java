package io.nifistreaming.kafka;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Lets a thread of its own make the calls of {@link #send}, so that the next records are read and cut while the last
 * ones are compressed and buffered: the latter costs Kafka's producer about a microsecond a record, and is what bounds
 * a single task.
 *
 * <p>Records keep their order. All other calls first wait until what was handed over is sent. What the sending thread
 * meets is thrown by the next call; until {@link #abort()} the records behind it are dropped, as Kafka's producer would
 * refuse them. A few records cross no thread at all.
 *
 * <p>Holds at most {@link #CHUNKS} + 2 chunks of {@link #CHUNK_BYTES} each, or of one larger record. To be called by
 * one thread at a time.
 */
final class PipelinedProducer implements RecordProducer {
    static final int CHUNKS = 4;
    static final int CHUNK_RECORDS = 256;
    static final int CHUNK_BYTES = 1 << 18;

    private final RecordProducer to;
    private final String name;
    private final int chunkRecords;
    private final BlockingQueue<Chunk> handedOver = new ArrayBlockingQueue<>(CHUNKS);
    private Chunk next;
    /** The last that was handed over and not waited for; null for none. */
    private Chunk behind;

    private Thread sender;
    private volatile boolean closed;
    private volatile boolean dropping;
    private volatile Throwable failure;

    /** @param name of the sending thread */
    PipelinedProducer(RecordProducer to, String name) {
        this(to, name, CHUNK_RECORDS);
    }

    PipelinedProducer(RecordProducer to, String name, int chunkRecords) {
        this.to = to;
        this.name = name;
        this.chunkRecords = chunkRecords;
        this.next = new Chunk(chunkRecords);
    }

    /** Records on their way to the sending thread. */
    private static final class Chunk {
        private final ProducerRecord<byte[], byte[]>[] records;
        private final Receipt[] receipts;
        private final CountDownLatch sent = new CountDownLatch(1);
        private int count;
        private long bytes;

        @SuppressWarnings({"unchecked", "rawtypes"})
        Chunk(int records) {
            this.records = new ProducerRecord[records];
            this.receipts = new Receipt[records];
        }

        void add(ProducerRecord<byte[], byte[]> data, Receipt receipt) {
            records[count] = data;
            receipts[count] = receipt;
            count++;
            bytes += (data.value() == null ? 0 : data.value().length) + (data.key() == null ? 0 : data.key().length);
        }

        boolean isFull() {
            return count == records.length || bytes >= CHUNK_BYTES;
        }
    }

    @Override
    public void init() {
        drain();
        to.init();
    }

    @Override
    public void begin() {
        drain();
        to.begin();
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> data, Receipt receipt) {
        throwFailure();
        next.add(data, receipt);
        if (next.isFull()) {
            handOver();
        }
    }

    @Override
    public void flush() {
        drain();
        to.flush();
    }

    @Override
    public void commit() {
        drain();
        to.commit();
    }

    @Override
    public void abort() {
        next = new Chunk(chunkRecords);
        dropping = true;
        awaitBehind();
        dropping = false;
        failure = null;
        to.abort();
    }

    @Override
    public void close() {
        closed = true;
        if (sender != null) {
            sender.interrupt();
        }
        to.close();
    }

    private void handOver() {
        Chunk full = next;
        next = new Chunk(chunkRecords);
        if (sender == null) {
            sender = new Thread(this::sendAll, name);
            sender.setDaemon(true);
            sender.setContextClassLoader(getClass().getClassLoader());
            sender.start();
        }
        try {
            handedOver.put(full);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
        behind = full;
    }

    /** Everything is sent when this returns. */
    private void drain() {
        if (next.count > 0 && behind != null) {
            handOver();
        }
        awaitBehind();
        if (next.count > 0) {
            Chunk few = next;
            next = new Chunk(chunkRecords);
            send(few);
        }
        throwFailure();
    }

    private void awaitBehind() {
        if (behind == null) {
            return;
        }
        try {
            behind.sent.await();
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
        behind = null;
    }

    private void sendAll() {
        try {
            while (!closed) {
                send(handedOver.take());
            }
        } catch (InterruptedException end) {
            // Closed: whoever closes gives up what is left.
            return;
        }
    }

    private void send(Chunk chunk) {
        try {
            for (int index = 0; index < chunk.count && !isRefused(chunk.receipts[index]); index++) {
                to.send(chunk.records[index], chunk.receipts[index]);
            }
        } catch (RuntimeException | Error met) {
            failure = met;
        } finally {
            chunk.sent.countDown();
        }
    }

    private boolean isRefused(Receipt receipt) {
        return dropping || closed || failure != null || receipt.isInVain();
    }

    private void throwFailure() {
        Throwable met = failure;
        if (met instanceof Error error) {
            throw error;
        }
        if (met != null) {
            throw (RuntimeException) met;
        }
    }
}
