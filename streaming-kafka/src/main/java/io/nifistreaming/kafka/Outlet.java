package io.nifistreaming.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Where the records of one attempt go: begins a transaction with the first of them, and collects what fails. */
final class Outlet {
    private static final int MOST_FAILURES = 10_000;

    private final RecordProducer producer;
    private final boolean transactional;
    private final List<Failure> failures = new ArrayList<>();
    private volatile boolean failed;
    private boolean begun;
    private boolean muted;

    /** A record that failed. */
    record Failure(Job job, long index, long first, long next, Exception exception) {}

    Outlet(RecordProducer producer, Delivery delivery) {
        this.producer = producer;
        this.transactional = delivery.isTransactional();
    }

    /** One record's place, until it is acknowledged. */
    private final class Ticket implements Receipt {
        private final Job job;
        private final Tally tally;
        private final long index;
        private final long first;
        private final long next;

        Ticket(Job job, long index, long first, long next) {
            this.job = job;
            this.tally = job.tally();
            this.index = index;
            this.first = first;
            this.next = next;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception) {
            if (exception == null) {
                tally.landed(metadata.partition(), metadata.offset());
            } else {
                fail(new Failure(job, index, first, next, exception));
            }
        }

        @Override
        public boolean isInVain() {
            return transactional && failed;
        }
    }

    /** The place of a record that belongs to no publication. */
    private final class OwnTicket implements Receipt {
        private final Callback landed;

        OwnTicket(Callback landed) {
            this.landed = landed;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception) {
            if (exception == null) {
                landed.onCompletion(metadata, null);
            } else {
                fail(new Failure(null, -1, -1, -1, exception));
            }
        }

        @Override
        public boolean isInVain() {
            return transactional && failed;
        }
    }

    void send(Job job, long index, Positions positions, ProducerRecord<byte[], byte[]> data) {
        if (!muted) {
            begin();
            producer.send(data, new Ticket(job, index, positions.first(), positions.next()));
        }
    }

    /** Sends a record that belongs to no publication. */
    void send(ProducerRecord<byte[], byte[]> data, Callback landed) {
        begin();
        producer.send(data, new OwnTicket(landed));
    }

    /** The attempt is lost: what still comes is only looked at, so that the next attempt knows more. */
    void mute() {
        muted = true;
    }

    boolean isMuted() {
        return muted;
    }

    /** Whether something was sent, so that there is something to commit. */
    boolean hasBegun() {
        return begun;
    }

    boolean hasFailed() {
        return failed;
    }

    synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    private void begin() {
        if (!begun && transactional) {
            producer.begin();
        }
        begun = true;
    }

    private synchronized void fail(Failure failure) {
        if (failures.size() < MOST_FAILURES) {
            failures.add(failure);
        }
        failed = true;
    }
}
