package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.Faults;
import io.nifistreaming.origin.Range;
import io.nifistreaming.testing.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody meddles with the progress topic while a publisher lives. */
class ProgressTopicTest {
    private static final String TOPIC = "prices";
    private static final String PROGRESS = "stream_progress";
    private static final Duration LOOKED_AT = Duration.ofSeconds(5);

    private final FakeKafka kafka = new FakeKafka();
    private final FakeClock clock = new FakeClock();
    private OriginPublisher publisher =
            OriginPublisher.open(PublisherPlan.transactional("scope", "node"), kafka.process(), clock);

    @BeforeEach
    void publishSomething() {
        kafka.createTopic(TOPIC, new TopicState(1, 1_000, false));
        assertThat(publish(0, 3)).isInstanceOf(PublishOutcome.Done.class);
    }

    @Test
    void thatItWasMadeAnewWithoutCompactionIsToldWithinSeconds() {
        kafka.deleteTopic(PROGRESS);
        kafka.createTopic(PROGRESS, new TopicState(6, 1_000, false));
        clock.advance(LOOKED_AT);

        assertWaits(publish(3, 6), "'stream_progress' is not compacted", "cleanup.policy to compact");

        kafka.changeTopic(PROGRESS, new TopicState(6, 1_000, true));
        clock.advance(Pause.LONGEST);
        assertThat(publish(0, 6)).isInstanceOfSatisfying(PublishOutcome.Done.class, done -> {
            assertThat(done.duplicates()).isEqualTo(3);
            assertThat(done.sent()).isEqualTo(3);
        });
    }

    @Test
    void thatItWasDeletedIsToldOnceAndItIsMadeAnew() {
        kafka.deleteTopic(PROGRESS);
        clock.advance(LOOKED_AT);

        assertWaits(publish(3, 6), "'stream_progress' was deleted", "would be published again");
        clock.advance(Pause.LONGEST);

        assertThat(publish(3, 6)).isInstanceOf(PublishOutcome.Done.class);
        assertThat(kafka.committed(PROGRESS)).isNotEmpty();
        assertThat(kafka.committed(TOPIC)).hasSize(6);
    }

    /** Before it is looked at again, writing to it fails, in words that tell nobody what happened. */
    @Test
    void aDeletionBetweenTwoLooksIsToldAsSuch() {
        kafka.deleteTopic(PROGRESS);

        assertWaits(publish(3, 6), "'stream_progress' was deleted");
        assertThat(kafka.committed(TOPIC)).hasSize(3);
    }

    /** A broker that has just started, or has just been told of the topic. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thatABrokerDoesNotKnowOfItYetIsNoDeletion(boolean opensAnew) {
        // A new publisher looks at the target first, and at the progress topic again when it can't be created.
        Range unanswered = opensAnew ? new Range(1, 3) : new Range(0, 1);
        if (opensAnew) {
            publisher = OriginPublisher.open(PublisherPlan.transactional("scope", "node"), kafka.process(), clock);
        }
        clock.advance(LOOKED_AT);
        AtomicInteger looks = new AtomicInteger();
        kafka.faults(new Faults() {
            @Override
            public void before(Step step) {
                if (step == Step.DESCRIBE && unanswered.covers(one(looks.getAndIncrement()))) {
                    throw new UnknownTopicOrPartitionException("as a broker says that is not up to date");
                }
            }
        });

        assertWaits(WaitReason.BROKER_UNAVAILABLE, publish(3, 6), "not know yet", "'stream_progress'", "exists");

        assertThat(publish(0, 6)).isInstanceOfSatisfying(PublishOutcome.Done.class, done -> assertThat(done.sent())
                .isEqualTo(3));
    }

    @Test
    void inAClusterADeletionIsToldAsSuchBeforeTheNextBatch() {
        publisher = clustered("node");
        assertThat(publish(3, 6)).isInstanceOf(PublishOutcome.Done.class);

        kafka.deleteTopic(PROGRESS);

        assertWaits(publish(6, 9), "'stream_progress' was deleted");
    }

    /** As where memory ends in the midst of it. */
    @Test
    void whatWasReadAndNotTakenOverIsReadAgain() {
        publisher = clustered("node");
        publish(3, 6);
        clustered("other").publish(List.of(Lines.http("g", "shop", 6, 9, TOPIC)));
        kafka.faults(new Faults() {
            @Override
            public void after(Step step) {
                if (step == Step.READ_PROGRESS) {
                    throw new OutOfMemoryError("as a test wants it");
                }
            }
        });
        assertThatThrownBy(() -> publish(6, 9)).isInstanceOf(OutOfMemoryError.class);
        kafka.faults(new Faults() {});

        assertThat(publish(6, 9))
                .isInstanceOfSatisfying(PublishOutcome.Done.class, done -> assertThat(done.duplicates())
                        .isEqualTo(3));
    }

    private OriginPublisher clustered(String node) {
        return OriginPublisher.open(
                PublisherPlan.transactional("scope", node).withSpread(PublisherPlan.Spread.CLUSTER),
                kafka.process(),
                clock);
    }

    @Test
    void fewerPartitionsThanBeforeAreFollowed() {
        assertThat(ProgressReader.partitionOf("scope", 6)).isPositive();
        kafka.deleteTopic(PROGRESS);
        kafka.createTopic(PROGRESS, new TopicState(1, 1_000, true));
        clock.advance(LOOKED_AT);

        assertWaits(publish(3, 6), "fewer partitions");
        clock.advance(Pause.LONGEST);

        assertThat(publish(3, 6)).isInstanceOf(PublishOutcome.Done.class);
    }

    @Test
    void itIsNotLookedAtForEachBatch() {
        AtomicInteger looks = new AtomicInteger();
        kafka.faults(new Faults() {
            @Override
            public void before(Step step) {
                if (step == Step.DESCRIBE) {
                    looks.incrementAndGet();
                }
            }
        });
        for (int batch = 1; batch <= 500; batch++) {
            publish(batch * 3L, batch * 3L + 3);
            clock.advance(Duration.ofMillis(100));
        }

        // The progress topic every five seconds, the other one every minute.
        assertThat(looks.get()).isBetween(9, 11);
    }

    private static Range one(long number) {
        return new Range(number, number + 1);
    }

    private static void assertWaits(PublishOutcome outcome, String... says) {
        assertWaits(WaitReason.PROGRESS_TOPIC, outcome, says);
    }

    private static void assertWaits(WaitReason reason, PublishOutcome outcome, String... says) {
        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> {
            assertThat(wait.reason()).isEqualTo(reason);
            assertThat(wait.message()).contains(says);
        });
    }

    private PublishOutcome publish(long first, long next) {
        return publisher
                .publish(List.of(Lines.http("f", "shop", first, next, TOPIC)))
                .get(0);
    }
}
