package io.nifistreaming.kafka;

import static io.nifistreaming.kafka.ConsumerRig.deliver;
import static io.nifistreaming.kafka.ConsumerRig.inTransaction;
import static io.nifistreaming.kafka.ConsumerRig.next;
import static io.nifistreaming.kafka.ConsumerRig.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ConsumerPlan.Start;
import io.nifistreaming.kafka.ConsumerPlan.StartPolicy;
import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions, starts and restarts of a consumer on a real broker. */
class RangeConsumerIT {
    private final EmbeddedKafka kafka = EmbeddedKafka.shared();
    private final ConsumerRig rig = new ConsumerRig(kafka);
    private final String topic = "c-" + UUID.randomUUID();
    private final String partition = topic + "-0";

    @BeforeEach
    void createTopic() {
        kafka.createTopic(topic, 1, Map.of());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void rangesTileOverMarkersAndAbortedTransactions() {
        try (KafkaProducer<String, String> producer = rig.transactions()) {
            inTransaction(producer, topic, true, "a", "b", "c");
            inTransaction(producer, topic, false, "x", "y");
            inTransaction(producer, topic, true, "d", "e");
        }
        RangeConsumer consumer = rig.open(rig.plan(topic), 0);

        List<RecordRange> first = deliver(consumer, 5);
        try (KafkaProducer<String, String> producer = rig.transactions()) {
            inTransaction(producer, topic, false, "z");
            inTransaction(producer, topic, true, "f");
        }
        List<RecordRange> second = deliver(consumer, 1);

        // a b c | x y | d e | z | f, with a marker for each transaction.
        assertThat(values(first)).containsExactly("a", "b", "c", "d", "e");
        assertThat(offsets(first)).containsExactly(0L, 1L, 2L, 7L, 8L);
        assertThat(values(second)).containsExactly("f");
        assertThat(offsets(second)).containsExactly(12L);
        assertTiles(0, List.of(first, second));
    }

    @Test
    void whatWasReadAndNotDeliveredComesAgainAfterACrashWithTheSameRange() {
        rig.send(topic, "a", "b", "c");
        RangeConsumer crashed = rig.open(rig.plan(topic), 0);
        RecordRange delivered = deliver(crashed, 3).get(0);
        Await.until("the commit", () -> {
            crashed.poll(ConsumerRig.PATIENCE);
            return Long.valueOf(3).equals(rig.committed().get(partition));
        });
        try (KafkaProducer<String, String> producer = rig.transactions()) {
            inTransaction(producer, topic, true, "d", "e");
        }
        Handover lost = next(crashed);
        assertThat(lost.seal()).isTrue();

        // The session's commit is never told: as after kill -9, but the broker need not wait for the timeout.
        lost.settle(Handover.State.RELEASED);
        crashed.close();
        List<RecordRange> again = deliver(rig.open(rig.plan(topic), 0), 2);

        assertThat(delivered.range()).isEqualTo(new Range(0, 3));
        assertThat(values(again)).containsExactly("d", "e");
        assertThat(again.get(0).range()).isEqualTo(lost.ranges().get(0).range());
        assertThat(again.get(0).source()).isEqualTo(lost.ranges().get(0).source());
    }

    /** Markers alone are committed, since retention may delete them; the next range includes them all the same. */
    @Test
    void aRestartAfterMarkersAloneLeavesNoHoleBetweenRanges() {
        RangeConsumer before = rig.open(rig.plan(topic), 0);
        try (KafkaProducer<String, String> producer = rig.transactions()) {
            inTransaction(producer, topic, true, "a");
            List<RecordRange> delivered = deliver(before, 1);
            inTransaction(producer, topic, false, "x");
            Await.until("the group's offset to pass the markers", () -> {
                before.poll(ConsumerRig.PATIENCE);
                return Long.valueOf(4).equals(rig.committed().get(partition));
            });
            before.close();
            inTransaction(producer, topic, true, "b");

            List<RecordRange> after = deliver(rig.open(rig.plan(topic), 0), 1);

            assertThat(values(after)).containsExactly("b");
            assertTiles(0, List.of(delivered, after));
        }
    }

    @Test
    void releasedRangesComeAgain() {
        rig.send(topic, "a", "b");
        RangeConsumer consumer = rig.open(rig.plan(topic), 0);

        Handover first = next(consumer);
        consumer.release(first);
        List<RecordRange> again = deliver(consumer, 2);

        assertThat(values(again)).containsExactly("a", "b");
        assertThat(again.get(0).range()).isEqualTo(first.ranges().get(0).range());
    }

    @Test
    void aPatternFindsTopicsThatComeLater() {
        String family = "family-" + UUID.randomUUID();
        kafka.createTopic(family + "-a", 1, Map.of());
        RangeConsumer consumer =
                rig.open(rig.plan(new TopicChoice.Matching(Pattern.compile(Pattern.quote(family) + "-.*"))), 0);
        rig.send(family + "-a", "one");
        List<RecordRange> first = deliver(consumer, 1);

        kafka.createTopic(family + "-b", 1, Map.of());
        rig.send(family + "-b", "two");
        List<RecordRange> second = deliver(consumer, 1);

        assertThat(values(first)).containsExactly("one");
        assertThat(values(second)).containsExactly("two");
        assertThat(second.get(0).partition()).isEqualTo(new TopicPartition(family + "-b", 0));
    }

    @Test
    void aResetToATimeHappensOnceWhateverTheGroupHolds() {
        for (int index = 0; index < 6; index++) {
            rig.sendAt(topic, 1_000_000L + index, "v" + index);
        }
        RangeConsumer before = rig.open(rig.plan(topic), 0);
        deliver(before, 6);
        before.close();
        ConsumerPlan reset = rig.plan(topic)
                .withStart(new Start(StartPolicy.EARLIEST, Optional.of(Instant.ofEpochMilli(1_000_004))));

        RangeConsumer during = rig.open(reset, 0);
        List<RecordRange> again = deliver(during, 2);
        during.close();
        rig.sendAt(topic, 1_000_005L, "v6");
        List<RecordRange> after = deliver(rig.open(reset, 0), 1);

        assertThat(values(again)).containsExactly("v4", "v5");
        assertThat(values(after)).containsExactly("v6");
    }

    @Test
    void latestBeginsAtTheEndAndKeepsItThroughARestart() {
        rig.send(topic, "old");
        ConsumerPlan latest = rig.plan(topic).withStart(Start.at(StartPolicy.LATEST));
        RangeConsumer before = rig.open(latest, 0);
        Await.until("the group's offset", () -> {
            before.poll(ConsumerRig.PATIENCE);
            return rig.committed().containsKey(partition);
        });
        before.close();
        rig.send(topic, "new");

        List<RecordRange> delivered = deliver(rig.open(latest, 0), 1);

        assertThat(values(delivered)).containsExactly("new");
    }

    @Test
    void failReadsNothingWithoutAnOffsetAndSaysSo() {
        rig.send(topic, "a");
        RangeConsumer consumer = rig.open(rig.plan(topic).withStart(Start.at(StartPolicy.FAIL)), 0);

        Await.until("the remark", () -> {
            assertThat(consumer.poll(ConsumerRig.PATIENCE)).isEqualTo(ConsumeOutcome.NOTHING);
            return !rig.remarks().isEmpty();
        });

        assertThat(rig.remarks().get(0)).contains("no offset for " + partition).contains("Start Position is Fail");
    }

    @Test
    void recordsThatWereDeletedUnreadAreToldAndLeaveAHole() throws Exception {
        rig.send(topic, "a", "b", "c", "d");
        RangeConsumer before = rig.open(rig.plan(topic), 0);
        deliver(before, 4);
        before.close();
        rig.send(topic, "e", "f", "g");
        try (Admin admin = kafka.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(6)))
                    .all()
                    .get();
        }

        List<RecordRange> after = deliver(rig.open(rig.plan(topic), 0), 1);

        assertThat(values(after)).containsExactly("g");
        assertThat(after.get(0).range()).isEqualTo(new Range(6, 7));
        assertThat(rig.remarks()).anyMatch(remark -> remark.contains("Offsets 4 to 5 of " + partition));
    }

    @Test
    void aTopicThatWasMadeAnewIsAnotherSourceFromItsBeginning() throws Exception {
        rig.send(topic, "a", "b");
        RangeConsumer consumer = rig.open(rig.plan(topic), 0);
        List<RecordRange> old = deliver(consumer, 2);
        try (Admin admin = kafka.admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
        consumer.close();
        kafka.createTopic(topic, 1, Map.of());
        rig.send(topic, "c");

        List<RecordRange> fresh = deliver(rig.open(rig.plan(topic), 0), 1);

        SourceId before = old.get(0).source();
        SourceId after = fresh.get(0).source();
        assertThat(values(fresh)).containsExactly("c");
        assertThat(fresh.get(0).range()).isEqualTo(new Range(0, 1));
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.generation()).isNotEqualTo(before.generation());
    }

    @Test
    void aTopicThatIsMissingIsToldAndReadOnceItIsThere() {
        String later = "later-" + UUID.randomUUID();
        RangeConsumer consumer = rig.open(rig.plan(later), 0);
        Await.until("the remark", () -> {
            consumer.poll(ConsumerRig.PATIENCE);
            return rig.remarks().stream().anyMatch(remark -> remark.contains("'" + later + "' does not exist"));
        });

        kafka.createTopic(later, 1, Map.of());
        rig.send(later, "a");

        assertThat(values(deliver(consumer, 1))).containsExactly("a");
    }

    private static void assertTiles(long from, List<List<RecordRange>> deliveries) {
        long expected = from;
        for (List<RecordRange> ranges : deliveries) {
            for (RecordRange range : ranges) {
                assertThat(range.range().first()).isEqualTo(expected);
                expected = range.range().next();
            }
        }
    }

    private static List<Long> offsets(List<RecordRange> ranges) {
        return ranges.stream()
                .flatMap(range -> range.records().stream())
                .map(record -> record.offset())
                .toList();
    }
}
