package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.Faults;
import io.nifistreaming.testing.FakeClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A topic that does not exist may yet: what is for it waits, for a time, and holds up nothing else. */
class MissingTopicTest {
    private static final String MISSING = "prices";
    private static final String PRESENT = "stock";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final FakeKafka kafka = new FakeKafka();
    private final FakeClock clock = new FakeClock();
    private int described;
    private int sends;

    @BeforeEach
    void begin() {
        kafka.createTopic(PRESENT, new TopicState(1, 1_000, false));
        kafka.faults(new Faults() {
            @Override
            public void before(Step step) {
                described += step == Step.DESCRIBE ? 1 : 0;
                sends += step == Step.SEND ? 1 : 0;
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void whatIsForItWaitsAndTheOthersOfTheBatchArePublished(Delivery delivery) {
        OriginPublisher publisher = publisher(delivery, PATIENCE);

        List<PublishOutcome> outcomes =
                publisher.publish(List.of(to(MISSING, 0), to(PRESENT, 0), to(MISSING, 3), to(PRESENT, 3)));

        assertWaits(outcomes.get(0));
        assertThat(outcomes.get(1)).isInstanceOf(PublishOutcome.Done.class);
        assertWaits(outcomes.get(2));
        assertThat(outcomes.get(3)).isInstanceOf(PublishOutcome.Done.class);
    }

    @Test
    void itIsPublishedOnceTheTopicIsThere() {
        OriginPublisher publisher = publisher(Delivery.TRANSACTION_PER_BATCH, PATIENCE);
        publisher.publish(List.of(to(MISSING, 0)));

        kafka.createTopic(MISSING, new TopicState(1, 1_000, false));
        clock.advance(Duration.ofSeconds(5));

        assertThat(publisher.publish(List.of(to(MISSING, 0)))).hasOnlyElementsOfType(PublishOutcome.Done.class);
        assertThat(kafka.committed(MISSING)).hasSize(3);
    }

    @Test
    void theClusterIsAskedForItEveryFiveSecondsHoweverManyFlowFilesThereAre() {
        OriginPublisher publisher = publisher(Delivery.TRANSACTION_PER_FLOW_FILE, PATIENCE);
        for (int trigger = 0; trigger < 60; trigger++) {
            publisher.publish(List.of(to(MISSING, 0), to(MISSING, 3), to(MISSING, 6)));
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(described).isEqualTo(12);
    }

    @Test
    void onceTheTopicHasBeenMissingForTooLongWhatIsForItIsRejectedAndTheMessageSaysSo() {
        OriginPublisher publisher = publisher(Delivery.TRANSACTION_PER_BATCH, PATIENCE);
        for (int minute = 0; minute < 10; minute++) {
            assertWaits(publisher.publish(List.of(to(MISSING, 0))).get(0));
            clock.advance(Duration.ofMinutes(1));
        }

        for (int later = 0; later < 2; later++) {
            assertThat(publisher.publish(List.of(to(MISSING, 3L * later))).get(0))
                    .isInstanceOfSatisfying(PublishOutcome.Reject.class, reject -> {
                        assertThat(reject.kind()).isEqualTo(RejectKind.UNKNOWN_TOPIC);
                        assertThat(reject.message()).contains(MISSING).contains("10m");
                    });
        }
    }

    @Test
    void aTopicThatCameAndWentIsWaitedForAnew() {
        OriginPublisher publisher = publisher(Delivery.TRANSACTION_PER_BATCH, PATIENCE);
        publisher.publish(List.of(to(MISSING, 0)));
        clock.advance(Duration.ofMinutes(5));
        publisher.publish(List.of(to(MISSING, 0)));
        kafka.createTopic(MISSING, new TopicState(1, 1_000, false));
        clock.advance(Duration.ofMinutes(1));
        publisher.publish(List.of(to(MISSING, 0)));
        kafka.deleteTopic(MISSING);
        clock.advance(Duration.ofMinutes(5));

        assertWaits(publisher.publish(List.of(to(MISSING, 3))).get(0));
    }

    @Test
    void aTopicThatNobodyAskedForInALongTimeIsWaitedForAnew() {
        OriginPublisher publisher = publisher(Delivery.TRANSACTION_PER_BATCH, PATIENCE);
        publisher.publish(List.of(to(MISSING, 0)));
        clock.advance(PATIENCE);

        assertWaits(publisher.publish(List.of(to(MISSING, 0))).get(0));
    }

    /** The directory knows the topic for a minute, so that the producer is the first to miss it. */
    @ParameterizedTest
    @EnumSource(Delivery.class)
    void aTopicThatGoesAwayInMidBatchIsWaitedForAsWell(Delivery delivery) {
        OriginPublisher publisher = publisher(delivery, PATIENCE);
        kafka.createTopic(MISSING, new TopicState(1, 1_000, false));
        publisher.publish(List.of(to(MISSING, 0), to(PRESENT, 0)));
        kafka.deleteTopic(MISSING);

        List<PublishOutcome> outcomes = publisher.publish(List.of(to(MISSING, 3), to(PRESENT, 3)));
        assertWaits(outcomes.get(0));
        assertThat(outcomes.get(1)).isInstanceOf(PublishOutcome.Done.class);

        int before = sends;
        assertWaits(publisher.publish(List.of(to(MISSING, 3))).get(0));
        assertThat(sends).isEqualTo(before);
    }

    @Test
    void withoutPatienceItIsRejectedAtOnce() {
        OriginPublisher publisher = publisher(Delivery.TRANSACTION_PER_BATCH, Duration.ZERO);

        assertThat(publisher.publish(List.of(to(MISSING, 0)))).hasOnlyElementsOfType(PublishOutcome.Reject.class);
    }

    /** As after the loss of the broker's disks: its offsets begin anew, below those that are known. */
    @Test
    void whatIsPublishedAfterTheProgressTopicWasMadeAnewIsRecognisedWhenItComesAgain() {
        OriginPublisher publisher = publisher(Delivery.TRANSACTION_PER_BATCH, PATIENCE);
        publisher.publish(List.of(to(PRESENT, 0)));
        publisher.publish(List.of(to(PRESENT, 3)));
        kafka.deleteTopic("stream_progress");
        kafka.createTopic("stream_progress", new TopicState(6, 1_000, true));
        publisher.publish(List.of(to(PRESENT, 6)));
        publisher.publish(List.of(to(PRESENT, 9)));

        publisher.publish(List.of(to(PRESENT, 6), to(PRESENT, 9)));
        OriginPublisher next = publisher(Delivery.TRANSACTION_PER_BATCH, PATIENCE);
        next.publish(List.of(to(PRESENT, 6), to(PRESENT, 9)));

        assertThat(kafka.committed(PRESENT)).hasSize(12);
    }

    private OriginPublisher publisher(Delivery delivery, Duration patience) {
        PublisherPlan plan = PublisherPlan.transactional("scope", "node")
                .withDelivery(delivery)
                .withTopicPatience(patience);
        return OriginPublisher.open(plan, kafka.process(), clock);
    }

    private static Publication to(String topic, long first) {
        return Lines.http("f" + first, topic, first, first + 3, topic);
    }

    private static void assertWaits(PublishOutcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> {
            assertThat(wait.reason()).as(wait.message()).isEqualTo(WaitReason.MISSING_TOPIC);
            assertThat(wait.message()).contains(MISSING).contains("10m");
        });
    }
}
