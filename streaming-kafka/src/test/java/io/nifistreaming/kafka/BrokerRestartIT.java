package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.kafka.broker.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broker of its own, since it is stopped and started again under load. */
class BrokerRestartIT {
    private static final int TASKS = 2;
    private static final int LINES = 50;
    private static final int FLOW_FILES = 1_500;

    private final EmbeddedKafka kafka = EmbeddedKafka.start(Map.of());
    private final KafkaClients clients = new KafkaClients(Map.of(
            "bootstrap.servers", kafka.bootstrap(),
            "max.block.ms", 3_000,
            "request.timeout.ms", 2_000,
            "delivery.timeout.ms", 4_000,
            "default.api.timeout.ms", 5_000));

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void nothingIsLostOrDoubledWhenTheBrokerRestartsUnderLoad() throws Exception {
        kafka.createTopic("load", 3, Map.of());
        ConcurrentLinkedQueue<Publication> queue = new ConcurrentLinkedQueue<>();
        for (int index = 0; index < FLOW_FILES; index++) {
            queue.add(Lines.http("f" + index, "shop", index * LINES, (index + 1L) * LINES, "load"));
        }
        AtomicLong done = new AtomicLong();
        CountDownLatch firstThird = new CountDownLatch(FLOW_FILES / 3);
        List<PublishOutcome> troubles = new ArrayList<>();
        ExecutorService tasks = Executors.newFixedThreadPool(TASKS);

        try (OriginPublisher publisher = OriginPublisher.open(PublisherPlan.transactional("load", "n"), clients)) {
            Callable<Void> task = () -> {
                while (done.get() < FLOW_FILES) {
                    for (PublishOutcome trouble : publishSome(publisher, queue, done, firstThird)) {
                        synchronized (troubles) {
                            troubles.add(trouble);
                        }
                    }
                }
                return null;
            };
            List<Future<Void>> running = List.of(tasks.submit(task), tasks.submit(task));
            assertThat(firstThird.await(60, TimeUnit.SECONDS)).isTrue();
            kafka.stop();
            kafka.restart();
            for (Future<Void> one : running) {
                one.get(120, TimeUnit.SECONDS);
            }
        } finally {
            tasks.shutdownNow();
        }

        List<String> values = TopicReader.committed(kafka, "load").stream()
                .map(one -> new String(one.value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(values).hasSize(FLOW_FILES * LINES).doesNotHaveDuplicates();
        assertThat(troubles).isNotEmpty();
    }

    @Test
    void withoutABrokerInputHasToWait() {
        kafka.createTopic("gone", 1, Map.of());
        Publication publication = Lines.http("f", "shop", 0, 3, "gone");
        try (OriginPublisher publisher = OriginPublisher.open(PublisherPlan.transactional("gone", "n"), clients)) {
            kafka.stop();

            PublishOutcome down = publisher.publish(List.of(publication)).get(0);
            kafka.restart();
            PublishOutcome up = publisher.publish(List.of(publication)).get(0);
            // It answers before it has read which topics it has: then the flow file comes again, as any that waits.
            Instant patience = Instant.now().plusSeconds(60);
            while (up instanceof PublishOutcome.Wait && Instant.now().isBefore(patience)) {
                up = publisher.publish(List.of(publication)).get(0);
            }

            assertThat(down).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> assertThat(wait.reason())
                    .isEqualTo(WaitReason.BROKER_UNAVAILABLE));
            assertThat(up).isInstanceOfSatisfying(PublishOutcome.Done.class, sent -> assertThat(sent.sent())
                    .isEqualTo(3));
        }
    }

    /** One trigger: takes some flow files, and puts back those that have to stay queued, which it returns. */
    private static List<PublishOutcome> publishSome(
            OriginPublisher publisher,
            ConcurrentLinkedQueue<Publication> queue,
            AtomicLong done,
            CountDownLatch third) {
        List<Publication> batch = new ArrayList<>();
        while (batch.size() < 5 && !queue.isEmpty()) {
            Publication next = queue.poll();
            if (next != null) {
                batch.add(next);
            }
        }
        List<PublishOutcome> outcomes = publisher.publish(batch);
        List<PublishOutcome> waiting = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            if (outcomes.get(index) instanceof PublishOutcome.Done) {
                done.incrementAndGet();
                third.countDown();
            } else {
                waiting.add(outcomes.get(index));
                queue.add(batch.get(index));
            }
        }
        return waiting;
    }
}
