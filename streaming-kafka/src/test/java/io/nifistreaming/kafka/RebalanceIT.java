package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ConsumerPlan.Limit;
import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members come and go under load, and each record is delivered once. */
class RebalanceIT {
    private static final int PARTITIONS = 6;
    private static final int RECORDS = 20_000;
    private static final int COMINGS = 6;

    private final EmbeddedKafka kafka = EmbeddedKafka.shared();
    private final ConsumerRig rig = new ConsumerRig(kafka);
    private final String topic = "r-" + UUID.randomUUID();
    private final List<RecordRange> delivered = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        rig.close();
    }

    /** A session now and then rolls back, and takes its time; a second member joins and leaves meanwhile. */
    @Test
    void twoMembersUnderForcedRebalancesDeliverExactlyTheIdsThatWereSent() throws Exception {
        long seed = Long.getLong("rebalance.seed", System.nanoTime());
        System.out.println("RebalanceIT: -Drebalance.seed=" + seed);
        kafka.createTopic(topic, PARTITIONS, Map.of());
        ConsumerPlan plan = rig.plan(topic).withLimit(new Limit(50, 1 << 20, Duration.ZERO));
        AtomicBoolean stop = new AtomicBoolean();
        Future<?> sending = threads.submit(this::send);
        Future<?> steady = threads.submit(() -> work(rig.open(plan, 0), stop, new Random(seed)));

        for (int coming = 1; coming <= COMINGS; coming++) {
            RangeConsumer guest = rig.open(plan, coming);
            AtomicBoolean leave = new AtomicBoolean();
            Random random = new Random(seed + coming);
            Future<?> visit = threads.submit(() -> work(guest, leave, random));
            Await.until("the guest to be given partitions", () -> !guest.lags().isEmpty() || sending.isDone());
            leave.set(true);
            visit.get();
            guest.close();
        }
        sending.get();
        Await.until(
                "all records",
                () -> steady.isDone() || ids().stream().distinct().count() == RECORDS);
        stop.set(true);
        steady.get();

        assertThat(ids())
                .as("rebalance.seed=%d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList());
        assertTiles();
    }

    /** The other member begins behind what was being committed when it came. */
    @Test
    void aSessionThatIsBeingCommittedIsWaitedForAndToldToTheGroupBeforeItsPartitionsGo() throws Exception {
        kafka.createTopic(topic, 2, Map.of());
        sendOneToEach("old");
        RangeConsumer one = rig.open(rig.plan(topic), 0);
        Handover both = ofBothPartitions(one);
        assertThat(both.seal()).isTrue();
        AtomicBoolean stop = new AtomicBoolean();
        Thread poller = new Thread(() -> {
            while (!stop.get()) {
                one.poll(ConsumerRig.PATIENCE);
            }
        });
        poller.start();
        RangeConsumer other = rig.open(rig.plan(topic), 1);

        Await.until("the rebalance to wait for the session", () -> {
            assertThat(other.poll(ConsumerRig.PATIENCE)).isEqualTo(ConsumeOutcome.NOTHING);
            return Arrays.stream(poller.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("awaitEnd"));
        });
        one.confirm(both);
        sendOneToEach("new");
        List<RecordRange> taken = ConsumerRig.deliver(other, 1);
        stop.set(true);
        poller.join();

        assertThat(ConsumerRig.values(taken)).containsExactly("new");
    }

    private void sendOneToEach(String value) {
        try (KafkaProducer<String, String> producer = rig.producer(Map.of())) {
            for (int partition = 0; partition < 2; partition++) {
                ConsumerRig.enqueue(producer, new ProducerRecord<>(topic, partition, null, value));
            }
        }
    }

    private static Handover ofBothPartitions(RangeConsumer consumer) {
        Handover handover = ConsumerRig.next(consumer);
        while (handover.ranges().size() < 2) {
            consumer.release(handover);
            handover = ConsumerRig.next(consumer);
        }
        return handover;
    }

    private void work(RangeConsumer consumer, AtomicBoolean stop, Random random) {
        while (!stop.get()) {
            if (!(consumer.poll(ConsumerRig.PATIENCE) instanceof ConsumeOutcome.Taken taken)) {
                continue;
            }
            Handover handover = taken.handover();
            if (random.nextInt(10) == 0) {
                consumer.release(handover);
            } else if (handover.seal()) {
                delivered.addAll(handover.ranges());
                consumer.confirm(handover);
            }
        }
    }

    private void send() {
        try (KafkaProducer<String, String> producer = rig.producer(Map.of())) {
            for (int id = 0; id < RECORDS; id++) {
                ConsumerRig.enqueue(producer, new ProducerRecord<>(topic, id % PARTITIONS, null, Integer.toString(id)));
                if (id % 500 == 0) {
                    producer.flush();
                }
            }
        }
    }

    private List<String> ids() {
        synchronized (delivered) {
            return delivered.stream()
                    .flatMap(range -> range.records().stream())
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /** Whoever delivered them: no hole and no overlap between the ranges of a partition. */
    private void assertTiles() {
        Map<TopicPartition, TreeMap<Long, Long>> ranges = new HashMap<>();
        for (RecordRange range : delivered) {
            ranges.computeIfAbsent(range.partition(), some -> new TreeMap<>())
                    .put(range.range().first(), range.range().next());
        }
        assertThat(ranges).hasSize(PARTITIONS);
        ranges.forEach((partition, some) -> {
            long expected = 0;
            for (Map.Entry<Long, Long> range : some.entrySet()) {
                assertThat(range.getKey()).as("%s", partition).isEqualTo(expected);
                expected = range.getValue();
            }
        });
    }
}
