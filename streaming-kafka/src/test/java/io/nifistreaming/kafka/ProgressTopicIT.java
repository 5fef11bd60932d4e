package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.PublisherPlan.ProgressPlan;
import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.testing.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real broker's clients say of a progress topic that somebody deletes, or makes anew, under a publisher. */
class ProgressTopicIT {
    /** Else a producer would make it anew before anybody looks. */
    private final EmbeddedKafka kafka = EmbeddedKafka.start(Map.of("auto.create.topics.enable", "false"));

    private final String topic = "t-" + UUID.randomUUID();
    private final String progress = "p-" + UUID.randomUUID();
    private final FakeClock clock = new FakeClock();
    private final OriginPublisher publisher = OriginPublisher.open(
            PublisherPlan.transactional("s-" + UUID.randomUUID(), "node")
                    .withProgress(new ProgressPlan(progress, Duration.ofDays(7))),
            new KafkaClients(Map.of(
                    "bootstrap.servers", kafka.bootstrap(),
                    "request.timeout.ms", "1000",
                    "delivery.timeout.ms", "2000")),
            clock);

    @BeforeEach
    void publishSomething() {
        kafka.createTopic(topic, 1, Map.of());
        // A broker knows of a topic a moment after it was made.
        Await.until("the first to be published", () -> {
            clock.advance(Pause.LONGEST);
            return publish("f1") instanceof PublishOutcome.Done;
        });
    }

    @AfterEach
    void close() {
        publisher.close();
        kafka.close();
    }

    @Test
    void aDeletedOneIsToldAsSuchAlsoByWhatWasUnderWayAndIsMadeAnew() throws Exception {
        delete();

        assertThat(message(publish("f2"))).contains(progress, "was deleted");

        Await.until("publishing to go on", () -> {
            clock.advance(Pause.LONGEST);
            return publish("f2") instanceof PublishOutcome.Done;
        });
        clock.advance(Duration.ofSeconds(5));
        assertThat(publish("f3")).isInstanceOf(PublishOutcome.Done.class);
    }

    @Test
    void oneThatWasMadeAnewWithoutCompactionIsToldWithinSeconds() throws Exception {
        delete();
        try (Admin admin = kafka.admin()) {
            Await.until("the topic to be made anew", () -> {
                admin.createTopics(List.of(new NewTopic(progress, 6, (short) 1)))
                        .all()
                        .get();
                return true;
            });
        }
        clock.advance(Duration.ofSeconds(5));

        // A broker knows of a topic a moment after it was made.
        PublishOutcome[] outcome = new PublishOutcome[1];
        Await.until("the broker to know of it", () -> {
            outcome[0] = publish("f2");
            return !(outcome[0] instanceof PublishOutcome.Wait wait) || wait.reason() != WaitReason.BROKER_UNAVAILABLE;
        });
        assertThat(message(outcome[0])).contains(progress, "is not compacted");
    }

    private void delete() throws Exception {
        try (Admin admin = kafka.admin()) {
            admin.deleteTopics(List.of(progress)).all().get();
            Await.until(
                    "the topic to be gone",
                    () -> !admin.listTopics().names().get().contains(progress));
        }
    }

    private static String message(PublishOutcome outcome) {
        assertThat(outcome).isInstanceOf(PublishOutcome.Wait.class);
        assertThat(((PublishOutcome.Wait) outcome).reason()).isEqualTo(WaitReason.PROGRESS_TOPIC);
        return ((PublishOutcome.Wait) outcome).message();
    }

    private PublishOutcome publish(String flowFile) {
        return publisher.publish(List.of(Lines.own(flowFile, topic, "a", "b"))).get(0);
    }
}
