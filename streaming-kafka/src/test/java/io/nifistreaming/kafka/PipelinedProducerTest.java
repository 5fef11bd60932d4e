package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.kafka.broker.Await;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelinedProducerTest {
    private static final int CHUNK = 3;
    private static final String THREAD = "kafka-send-test";

    private final Recorder recorder = new Recorder();
    private final PipelinedProducer producer = new PipelinedProducer(recorder, THREAD, CHUNK);

    @AfterEach
    void close() {
        recorder.open.countDown();
        producer.close();
    }

    @Test
    void recordsKeepTheirOrderAcrossChunksAndAreAllSentBeforeTheCommit() {
        List<String> expected = new ArrayList<>(List.of("begin"));
        producer.begin();

        for (int number = 0; number < 100; number++) {
            send("r" + number);
            expected.add("r" + number);
        }
        producer.commit();

        expected.add("commit");
        assertThat(recorder.calls).isEqualTo(expected);
        assertThat(recorder.threads).contains(THREAD);
    }

    @Test
    void fewRecordsCrossNoThread() {
        producer.begin();
        send("a");
        send("b");
        producer.flush();

        assertThat(recorder.calls).containsExactly("begin", "a", "b", "flush");
        assertThat(recorder.threads).containsOnly(Thread.currentThread().getName());
    }

    @Test
    void whatTheSendingThreadMeetsIsThrownByALaterCallAndNothingBehindItIsSent() {
        recorder.fails = "r4";
        producer.begin();

        assertThatThrownBy(() -> {
                    for (int number = 0; number < 10; number++) {
                        send("r" + number);
                    }
                    producer.flush();
                })
                .isInstanceOf(ProducerFencedException.class);

        assertThatThrownBy(producer::commit).isInstanceOf(ProducerFencedException.class);
        assertThat(recorder.calls).containsExactly("begin", "r0", "r1", "r2", "r3", "failed");
    }

    @Test
    void aFailureAmongFewRecordsIsThrownByTheFlush() {
        recorder.fails = "a";
        producer.begin();
        send("a");

        assertThatThrownBy(producer::flush).isInstanceOf(ProducerFencedException.class);
    }

    @Test
    void anErrorIsThrownAsTheErrorThatItIs() {
        recorder.failure = new OutOfMemoryError("test");
        recorder.fails = "a";
        send("a");

        assertThatThrownBy(producer::flush).isSameAs(recorder.failure);
    }

    @Test
    void abortForgetsTheFailureAndWhatWasNotSentYet() {
        recorder.fails = "r1";
        producer.begin();
        send("r0");
        send("r1");
        send("r2");
        Await.until("the failure", () -> recorder.calls.contains("failed"));

        producer.abort();
        recorder.fails = null;
        producer.begin();
        send("again");
        producer.commit();

        assertThat(recorder.calls).containsExactly("begin", "r0", "failed", "abort", "begin", "again", "commit");
    }

    @Test
    void whatIsInVainIsNotSent() {
        Fate fate = new Fate();
        producer.begin();
        for (int number = 0; number < 2 * CHUNK; number++) {
            producer.send(data("r" + number), fate);
            fate.inVain = true;
        }
        producer.abort();

        assertThat(recorder.calls).doesNotContain("r1", "r5").endsWith("abort");
    }

    @Test
    void aSlowProducerHoldsTheCallerBackInsteadOfFillingTheMemory() throws Exception {
        recorder.open = new CountDownLatch(1);
        List<Integer> handed = new CopyOnWriteArrayList<>();
        Thread caller = new Thread(() -> {
            for (int number = 0; number < 100; number++) {
                send("r" + number);
                handed.add(number);
            }
            producer.flush();
        });
        caller.start();

        Await.until("the caller to be held back", () -> caller.getState() == Thread.State.WAITING);
        assertThat(handed).hasSizeLessThanOrEqualTo((PipelinedProducer.CHUNKS + 2) * CHUNK);

        recorder.open.countDown();
        caller.join();
        assertThat(recorder.calls).hasSize(101).endsWith("r99", "flush");
    }

    @Test
    void aLargeRecordIsAChunkOfItsOwn() {
        PipelinedProducer large = new PipelinedProducer(recorder, THREAD, 1_000);
        large.send(new ProducerRecord<>("topic", new byte[PipelinedProducer.CHUNK_BYTES]), new Fate());

        Await.until("the large record", () -> recorder.threads.contains(THREAD));
        large.close();
    }

    @Test
    void closingEndsTheThreadEvenWhileItSends() {
        recorder.open = new CountDownLatch(1);
        for (int number = 0; number < 2 * CHUNK; number++) {
            send("r" + number);
        }
        Await.until("the sending thread to be blocked", () -> recorder.threads.contains(THREAD));
        Thread sender = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .findAny()
                .orElseThrow();

        producer.close();

        Await.until("the end of the sending thread", () -> !sender.isAlive());
        assertThat(recorder.calls).containsExactlyInAnyOrder("failed", "close");
    }

    private void send(String value) {
        producer.send(data(value), new Fate());
    }

    private static ProducerRecord<byte[], byte[]> data(String value) {
        return new ProducerRecord<>("topic", value.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Fate implements Receipt {
        private volatile boolean inVain;

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception) {
            throw new AssertionError("The recorder answers nothing");
        }

        @Override
        public boolean isInVain() {
            return inVain;
        }
    }

    /** Writes down what it is told to do, and by whom. */
    private static final class Recorder implements RecordProducer {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final List<String> threads = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch open = new CountDownLatch(0);
        private volatile String fails;
        private volatile Throwable failure = new ProducerFencedException("test");

        @Override
        public void init() {
            calls.add("init");
        }

        @Override
        public void begin() {
            calls.add("begin");
        }

        @Override
        public void send(ProducerRecord<byte[], byte[]> data, Receipt receipt) {
            threads.add(Thread.currentThread().getName());
            String value = new String(data.value(), StandardCharsets.UTF_8);
            try {
                open.await();
            } catch (InterruptedException closed) {
                calls.add("failed");
                throw new KafkaException(closed);
            }
            if (value.equals(fails)) {
                calls.add("failed");
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
            calls.add(value);
        }

        @Override
        public void flush() {
            calls.add("flush");
        }

        @Override
        public void commit() {
            calls.add("commit");
        }

        @Override
        public void abort() {
            calls.add("abort");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
