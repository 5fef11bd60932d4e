package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.kafka.broker.TopicReader;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import io.nifistreaming.testing.FakeClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OriginPublisherIT {
    private final EmbeddedKafka kafka = EmbeddedKafka.shared();
    private final String topic = "t-" + UUID.randomUUID();
    private final String scope = "s-" + UUID.randomUUID();
    private final List<OriginPublisher> opened = new ArrayList<>();

    @BeforeEach
    void createTopic() {
        kafka.createTopic(topic, 3, Map.of("max.message.bytes", "20000"));
    }

    @AfterEach
    void closePublishers() {
        opened.forEach(OriginPublisher::close);
    }

    @Test
    void whatIsPublishedCarriesItsOwnRangeAndTellsWhereItLanded() {
        OriginPublisher publisher = publisher();

        List<PublishOutcome> outcomes = publisher.publish(List.of(Lines.http("f1", "shop", 10, 13, topic)));

        PublishOutcome.Done done = done(outcomes.get(0));
        assertThat(done.sent()).isEqualTo(3);
        assertThat(done.duplicates()).isZero();
        assertThat(done.offsets().values().stream()
                        .mapToLong(range -> range.next() - range.first())
                        .sum())
                .isEqualTo(3);
        ConsumerRecord<byte[], byte[]> second = records().stream()
                .filter(one -> text(one.value()).equals("shop-11"))
                .findFirst()
                .orElseThrow();
        assertThat(header(second, Origin.KIND)).isEqualTo("http");
        assertThat(header(second, Origin.ID)).isEqualTo("shop");
        assertThat(header(second, Origin.FIRST)).isEqualTo("11");
        assertThat(header(second, Origin.NEXT)).isEqualTo("12");
    }

    @Test
    void aReplayAfterARestartIsRecognisedAlsoWithOtherBatchBoundaries() {
        OriginPublisher first = publisher();
        first.publish(List.of(Lines.http("f1", "shop", 0, 10, topic), Lines.http("f2", "shop", 10, 20, topic)));
        first.close();

        OriginPublisher second = publisher();
        PublishOutcome.Done replay = done(
                second.publish(List.of(Lines.http("f3", "shop", 5, 25, topic))).get(0));

        assertThat(replay.duplicates()).isEqualTo(15);
        assertThat(replay.sent()).isEqualTo(5);
        assertThat(values()).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void whatArrivesEarlyLeavesAHoleThatIsFilledLater() {
        OriginPublisher publisher = publisher();
        publisher.publish(List.of(Lines.http("f1", "shop", 100, 200, topic)));
        publisher.close();

        PublishOutcome.Done late = done(publisher()
                .publish(List.of(Lines.http("f0", "shop", 0, 150, topic)))
                .get(0));

        assertThat(late.sent()).isEqualTo(100);
        assertThat(late.duplicates()).isEqualTo(50);
        assertThat(values()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void aZombieIsFencedAndItsOpenTransactionNeverSeen() {
        KafkaClients clients = clients(Map.of());
        RecordProducer zombie = clients.transactionalProducer(plan().transactionalId(3));
        zombie.init();
        zombie.begin();
        zombie.send(
                new org.apache.kafka.clients.producer.ProducerRecord<>(
                        topic, "zombie".getBytes(StandardCharsets.UTF_8)),
                (metadata, exception) -> {});
        zombie.flush();

        PublishOutcome.Done done = done(publisher()
                .publish(List.of(Lines.http("f1", "shop", 0, 5, topic)))
                .get(0));

        assertThat(done.sent()).isEqualTo(5);
        org.assertj.core.api.Assertions.assertThatThrownBy(zombie::commit)
                .isInstanceOf(org.apache.kafka.common.KafkaException.class);
        zombie.close();
        assertThat(values()).hasSize(5).doesNotContain("zombie");
    }

    @Test
    void whatIsTooLargeForTheTopicIsRejectedAndTheOthersAreSent() {
        String large = "x".repeat(30_000);
        List<Publication> batch = List.of(
                Lines.own("f1", topic, "a", large, "b"), Lines.own("f2", topic, "c"), Lines.own("f3", topic, large));

        List<PublishOutcome> outcomes = publisher().publish(batch);

        assertThat(done(outcomes.get(0)).rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.index()).isEqualTo(1);
            assertThat(reject.kind()).isEqualTo(RejectKind.TOO_LARGE);
            assertThat(reject.message()).contains("max.message.bytes is 20000");
        });
        assertThat(done(outcomes.get(2)).sent()).isZero();
        assertThat(values()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aTopicThatDoesNotExistIsWaitedForAndNotCreated() throws Exception {
        String absent = "absent-" + UUID.randomUUID();
        FakeClock clock = new FakeClock();
        OriginPublisher publisher = OriginPublisher.open(plan(), clients(Map.of()), clock);
        opened.add(publisher);

        List<PublishOutcome> outcomes =
                publisher.publish(List.of(Lines.own("f1", absent, "a"), Lines.own("f2", topic, "b")));

        assertThat(outcomes.get(0)).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> {
            assertThat(wait.reason()).isEqualTo(WaitReason.MISSING_TOPIC);
            assertThat(wait.message()).contains(absent);
        });
        assertThat(done(outcomes.get(1)).sent()).isEqualTo(1);
        try (org.apache.kafka.clients.admin.Admin admin = kafka.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain(absent);
        }

        kafka.createTopic(absent, 1, Map.of());
        clock.advance(Duration.ofSeconds(5));
        assertThat(done(publisher.publish(List.of(Lines.own("f1", absent, "a"))).get(0))
                        .sent())
                .isEqualTo(1);
    }

    @Test
    void anOriginThatDoesNotFitTheNumberOfRecordsGivesWayToTheFlowFileItself() {
        Lineage ten = new Lineage(new SourceId(OriginKind.HTTP, "shop", 0), new Range(0, 10));
        Publication three = Lines.publication("f1", ten, topic, List.of("a", "b", "c"));
        OriginPublisher publisher = publisher();

        PublishOutcome.Done done = done(publisher.publish(List.of(three)).get(0));
        PublishOutcome.Done again = done(publisher.publish(List.of(three)).get(0));

        assertThat(done.lineage()).isEqualTo(Lineage.ofFlowFile("f1"));
        assertThat(again.duplicates()).isEqualTo(3);
        assertThat(values()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aConfirmedFlowFileIsForgottenInTheProgressTopic() {
        OriginPublisher publisher = publisher();
        publisher.confirm(publisher.publish(List.of(Lines.own("f1", topic, "a"))));
        publisher.publish(List.of(Lines.own("f2", topic, "b")));

        List<ConsumerRecord<byte[], byte[]>> progress = TopicReader.committed(kafka, "stream_progress").stream()
                .filter(one -> text(one.key()).contains(scope))
                .toList();

        assertThat(progress).hasSize(4);
        assertThat(text(progress.get(0).key())).contains("\"owner\":\"" + scope + "\"");
        ConsumerRecord<byte[], byte[]> last = progress.get(3);
        assertThat(text(last.key())).contains("\"f1\"");
        assertThat(last.value()).isNull();
    }

    @Test
    void withoutTransactionsRecordsArriveAndTheTooLargeAreRejectedAlone() {
        OriginPublisher publisher = OriginPublisher.open(
                plan().withDelivery(Delivery.AT_LEAST_ONCE), clients(Map.of("compression.type", "lz4")));
        opened.add(publisher);
        String noise = new java.util.Random(1)
                .ints(40_000, '0', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        List<PublishOutcome> outcomes = List.of();
        for (int attempt = 0; attempt < 10 && !areDone(outcomes); attempt++) {
            // The broker's answer to the large one may reach the client between batches, which it then wants again.
            outcomes = publisher.publish(List.of(Lines.own("f1", topic, "a", noise, "b"), Lines.own("f2", topic, "c")));
        }

        assertThat(done(outcomes.get(0)).rejects()).singleElement().satisfies(reject -> assertThat(reject.index())
                .isEqualTo(1));
        assertThat(values()).contains("a", "b", "c").doesNotContain(noise);
    }

    private static boolean areDone(List<PublishOutcome> outcomes) {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(PublishOutcome.Done.class::isInstance);
    }

    @Test
    void settingsThatNoBrokerOrBufferTakesAreToldAsSuchAndTriedSeldom() {
        List<Map<String, String>> impossible = List.of(
                Map.of("transaction.timeout.ms", "3600000"),
                Map.of("batch.size", "2000000", "buffer.memory", "1000000"));
        for (Map<String, String> settings : impossible) {
            OriginPublisher publisher = OriginPublisher.open(plan(), clients(settings));
            opened.add(publisher);

            PublishOutcome outcome =
                    publisher.publish(List.of(Lines.own("f1", topic, "a"))).get(0);

            assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> {
                assertThat(wait.reason()).isEqualTo(WaitReason.SETTINGS);
                assertThat(wait.message())
                        .contains(
                                settings.keySet().stream().sorted().findFirst().orElseThrow());
            });
            assertThat(publisher.isPaused()).isTrue();
        }
    }

    private PublisherPlan plan() {
        return PublisherPlan.transactional(scope, "node");
    }

    private OriginPublisher publisher() {
        OriginPublisher publisher = OriginPublisher.open(plan(), clients(Map.of()));
        opened.add(publisher);
        return publisher;
    }

    private KafkaClients clients(Map<String, String> more) {
        Map<String, String> properties = new java.util.HashMap<>(more);
        properties.put("bootstrap.servers", kafka.bootstrap());
        return new KafkaClients(properties);
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return TopicReader.committed(kafka, topic);
    }

    private List<String> values() {
        return records().stream().map(one -> text(one.value())).toList();
    }

    private static PublishOutcome.Done done(PublishOutcome outcome) {
        assertThat(outcome).isInstanceOf(PublishOutcome.Done.class);
        return (PublishOutcome.Done) outcome;
    }

    private static String header(ConsumerRecord<byte[], byte[]> data, String name) {
        return text(data.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
