package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.kafka.broker.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two publishers with one scope and one node name, alive at the same time: a NiFi that was taken for dead beside its
 * successor, or two processors that share a prefix by mistake. The younger one publishes; the elder has to wait.
 */
class TwoLivesIT {
    private final EmbeddedKafka kafka = EmbeddedKafka.shared();
    private final KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", kafka.bootstrap()));
    private final String topic = "t-" + UUID.randomUUID();
    private final String scope = "s-" + UUID.randomUUID();
    private final List<OriginPublisher> opened = new ArrayList<>();

    @BeforeEach
    void createTopic() {
        kafka.createTopic(topic, 2, Map.of());
    }

    @AfterEach
    void closePublishers() {
        opened.forEach(OriginPublisher::close);
    }

    @Test
    void theYoungerPublishesAndTheElderWaitsForGood() {
        OriginPublisher elder = publisher();
        OriginPublisher younger = publisher();

        assertThat(elder.publish(List.of(shop(0, 10)))).hasOnlyElementsOfType(PublishOutcome.Done.class);
        PublishOutcome.Done replay = (PublishOutcome.Done) only(younger.publish(List.of(shop(5, 20))));
        only(elder.publish(List.of(shop(20, 30))));
        PublishOutcome superseded = only(elder.publish(List.of(shop(20, 30))));
        only(younger.publish(List.of(shop(20, 30))));
        PublishOutcome undisturbed = only(younger.publish(List.of(shop(20, 40))));

        assertThat(replay.duplicates()).isEqualTo(5);
        assertThat(superseded).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> {
            assertThat(wait.reason()).isEqualTo(WaitReason.SUPERSEDED);
            assertThat(wait.message()).contains(scope).contains("took over");
        });
        assertThat(undisturbed).isInstanceOf(PublishOutcome.Done.class);
        assertThat(values()).hasSize(40).doesNotHaveDuplicates();
    }

    /** Fencing alone doesn't do: each may hold transactional ids that the other has not taken back. */
    @Test
    void theSameInputInBothLandsOnceHoweverManyTasksEachHas() {
        OriginPublisher elder = publisher();
        OriginPublisher younger = publisher();

        for (int round = 0; round < 5; round++) {
            for (int repeat = 0; repeat < 3; repeat++) {
                twoTasks(elder, "one", "two", 2 * round);
            }
            for (int repeat = 0; repeat < 2; repeat++) {
                younger.publish(List.of(Lines.http("f", "one", 10L * round, 10L * round + 5, topic)));
            }
            twoTasks(elder, "two", "one", 2 * round + 1);
            for (int repeat = 0; repeat < 2; repeat++) {
                younger.publish(List.of(
                        Lines.http("f", "one", 10L * round, 10L * round + 10, topic),
                        Lines.http("g", "two", 10L * round, 10L * round + 10, topic)));
            }
        }

        assertThat(values()).hasSize(2 * 5 * 10).doesNotHaveDuplicates();
    }

    @Test
    void aTaskThatIsOvertakenInItsTransactionLeavesNothingBehind() {
        OriginPublisher elder = publisher();
        OriginPublisher younger = publisher();
        List<PublishOutcome> successors = new ArrayList<>();

        PublishOutcome overtaken = only(elder.publish(
                List.of(Lines.during(shop(0, 10), () -> successors.addAll(younger.publish(List.of(shop(0, 10))))))));

        assertThat(overtaken).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> assertThat(wait.reason())
                .as(wait.message())
                .isEqualTo(WaitReason.FENCED));
        assertThat(successors).singleElement().isInstanceOf(PublishOutcome.Done.class);
        assertThat(values()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void whoIsOpenedAnewTakesOverAgain() {
        OriginPublisher elder = publisher();
        elder.publish(List.of(shop(0, 5)));
        OriginPublisher younger = publisher();
        younger.publish(List.of(shop(5, 10)));
        elder.publish(List.of(shop(0, 15)));
        elder.close();

        PublishOutcome back = only(publisher().publish(List.of(shop(0, 15))));
        younger.publish(List.of(shop(0, 15)));
        PublishOutcome superseded = only(younger.publish(List.of(shop(0, 15))));

        assertThat(back).isInstanceOfSatisfying(PublishOutcome.Done.class, done -> assertThat(done.duplicates())
                .isEqualTo(10));
        assertThat(superseded).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> assertThat(wait.reason())
                .isEqualTo(WaitReason.SUPERSEDED));
        assertThat(values()).hasSize(15).doesNotHaveDuplicates();
    }

    /** Two tasks of one publisher at once, each with a lease of its own. */
    private void twoTasks(OriginPublisher publisher, String first, String second, int round) {
        Publication inner = Lines.http("f", second, round * 5L, round * 5L + 5, topic);
        Publication outer = Lines.http("f", first, round * 5L, round * 5L + 5, topic);
        publisher.publish(List.of(Lines.during(outer, () -> publisher.publish(List.of(inner)))));
    }

    private Publication shop(long first, long next) {
        return Lines.http("f", "shop", first, next, topic);
    }

    private OriginPublisher publisher() {
        OriginPublisher publisher = OriginPublisher.open(PublisherPlan.transactional(scope, "node"), clients);
        opened.add(publisher);
        return publisher;
    }

    private List<String> values() {
        return TopicReader.committed(kafka, topic).stream()
                .map(one -> new String(one.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static PublishOutcome only(List<PublishOutcome> outcomes) {
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }
}
