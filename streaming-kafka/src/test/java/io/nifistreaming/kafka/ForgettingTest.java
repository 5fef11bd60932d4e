package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.PublisherPlan.ProgressPlan;
import io.nifistreaming.kafka.PublisherPlan.Spread;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.Faults;
import io.nifistreaming.testing.FakeClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What progress forgets, when, and what it must not forget. */
class ForgettingTest {
    private static final String TOPIC = "prices";
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration MOMENT = Duration.ofSeconds(31);

    private final FakeKafka kafka = new FakeKafka();
    private final FakeClock clock = new FakeClock();
    private final OriginPublisher publisher = publisher("node");

    @BeforeEach
    void createTopic() {
        kafka.createTopic(TOPIC, new TopicState(1, 1_000, false));
    }

    @Test
    void aSourceThatNobodyWroteToForTheRetentionIsForgottenByTheNextTransaction() {
        publish(publisher, shop(0, 10));

        clock.advance(RETENTION);
        publish(publisher, city(0, 1));
        assertThat(deletions("shop")).isZero();
        clock.advance(MOMENT);
        publish(publisher, city(1, 2));

        assertThat(deletions("shop")).isEqualTo(1);
        assertThat(publish(publisher, shop(0, 10)).sent()).isEqualTo(10);
        assertThat(publish(publisher("node"), shop(0, 10)).duplicates()).isEqualTo(10);
    }

    @Test
    void withinTheRetentionAReplayIsRecognisedAlsoByTheNextLife() {
        publish(publisher, shop(0, 10));
        clock.advance(RETENTION);
        publish(publisher, city(0, 1));

        assertThat(publish(publisher("node"), shop(0, 10)).duplicates()).isEqualTo(10);
        assertThat(deletions("shop")).isZero();
    }

    @Test
    void theLastRecordOfALeaseTellsAllThatItEverPublished() {
        publish(publisher, shop(0, 10));
        publish(publisher, shop(20, 30));
        publish(publisher, shop(10, 15));
        kafka.compact();

        PublishOutcome.Done replay = publish(publisher("node"), shop(0, 30));

        assertThat(replay.duplicates()).isEqualTo(25);
        assertThat(replay.sent()).isEqualTo(5);
    }

    @Test
    void inAClusterWhatAnotherNodePublishedMeanwhileIsKnownBeforeEachBatch() {
        OriginPublisher other = publisher("other");
        publish(publisher, city(0, 1));
        publish(other, shop(0, 10));

        assertThat(publish(publisher, shop(0, 12)).duplicates()).isEqualTo(10);
        assertThat(publish(other, shop(0, 12)).duplicates()).isEqualTo(12);
    }

    @Test
    void theAgeCountsFromTheLastNews() {
        publish(publisher, shop(0, 10));
        clock.advance(RETENTION.minusHours(1));
        publish(publisher, shop(10, 20));
        clock.advance(RETENTION.minusHours(1));
        publish(publisher, city(0, 1));

        assertThat(deletions("shop")).isZero();
        assertThat(publish(publisher, shop(0, 20)).duplicates()).isEqualTo(20);
    }

    @Test
    void agesAreLookedAtEveryHalfMinuteAndNotForEachTransaction() {
        publish(publisher, shop(0, 10));
        clock.advance(RETENTION);
        publish(publisher, city(0, 1));

        clock.advance(Duration.ofSeconds(29));
        publish(publisher, city(1, 2));
        assertThat(deletions("shop")).isZero();
        clock.advance(Duration.ofSeconds(1));
        publish(publisher, city(2, 3));
        assertThat(deletions("shop")).isEqualTo(1);
    }

    @Test
    void manySourcesAreForgottenInSeveralTransactions() {
        List<Publication> many = new ArrayList<>();
        for (int number = 0; number < 700; number++) {
            many.add(Lines.http("f" + number, "shop" + number, 0, 1, TOPIC));
        }
        publisher.publish(many);
        clock.advance(RETENTION.plus(MOMENT));

        publish(publisher, city(0, 1));
        assertThat(deletions("shop")).isEqualTo(500);
        publish(publisher, city(1, 2));
        assertThat(deletions("shop")).isEqualTo(700);
    }

    @Test
    void whatTheSameTransactionOrAnotherTaskPublishesIsNotForgotten() {
        publish(publisher, shop(0, 10));
        clock.advance(RETENTION.plus(MOMENT));

        List<PublishOutcome> busy =
                publisher.publish(List.of(Lines.during(shop(0, 20), () -> publish(publisher, city(0, 1)))));

        assertThat(deletions("shop")).isZero();
        assertThat(((PublishOutcome.Done) busy.get(0)).duplicates()).isEqualTo(10);
        assertThat(publish(publisher("node"), shop(0, 20)).duplicates()).isEqualTo(20);
    }

    /** It may be about to write again, and a deletion from here would come after that. */
    @Test
    void whatAnotherNodeWroteIsLeftForTwiceTheRetention() {
        OriginPublisher other = publisher("other");
        publish(other, shop(0, 10));
        clock.advance(RETENTION.plus(MOMENT));
        publish(publisher, city(0, 1));
        assertThat(deletions("shop")).isZero();

        clock.advance(RETENTION);
        publish(publisher, city(1, 2));
        assertThat(deletions("shop")).isEqualTo(1);
    }

    /** What a node writes also holds what it knows of the others. */
    @Test
    void ofASourceOfTwoNodesTheOwnShareIsForgottenFirst() {
        publish(publisher, shop(0, 10));
        publish(publisher("other"), shop(10, 20));
        clock.advance(RETENTION.plus(MOMENT));
        publish(publisher, city(0, 1));

        assertThat(deletions("shop")).isEqualTo(1);
        assertThat(publish(publisher("third"), shop(0, 20)).duplicates()).isEqualTo(20);
    }

    @Test
    void aConfirmedFlowFileThatIsSentOnceMoreIsMeantAndRememberedAnew() {
        Publication flowFile = Lines.own("f1", TOPIC, "a", "b");
        publisher.confirm(publisher.publish(List.of(flowFile)));

        assertThat(publish(publisher, flowFile).sent()).isEqualTo(2);
        assertThat(publish(publisher, flowFile).duplicates()).isEqualTo(2);
        assertThat(publish(publisher("node"), flowFile).duplicates()).isEqualTo(2);
    }

    @Test
    void whatWasConfirmedAndWrittenAnewIsHeldAsItWasWrittenAnew() {
        Publication two = Lines.own("f1", TOPIC, "a", "b");
        Publication one = Lines.own("f1", TOPIC, "a");
        publisher.confirm(publisher.publish(List.of(two)));
        publish(publisher, one);

        assertThat(publish(publisher, two).sent()).isEqualTo(1);
    }

    @Test
    void anAbortedTransactionForgetsNothing() {
        publish(publisher, shop(0, 10));
        clock.advance(RETENTION.plus(MOMENT));
        kafka.faults(new Faults() {
            @Override
            public CommitFate commitFate() {
                return CommitFate.LOST;
            }
        });
        publisher.publish(List.of(city(0, 1)));
        kafka.faults(new Faults() {});

        assertThat(publish(publisher, shop(0, 10)).duplicates()).isEqualTo(10);
    }

    private OriginPublisher publisher(String node) {
        PublisherPlan plan = PublisherPlan.transactional("scope", node)
                .withSpread(Spread.CLUSTER)
                .withProgress(new ProgressPlan("stream_progress", RETENTION));
        return OriginPublisher.open(plan, kafka.process(), clock);
    }

    private static PublishOutcome.Done publish(OriginPublisher publisher, Publication publication) {
        PublishOutcome outcome = publisher.publish(List.of(publication)).get(0);
        assertThat(outcome).isInstanceOf(PublishOutcome.Done.class);
        return (PublishOutcome.Done) outcome;
    }

    private static Publication shop(long first, long next) {
        return Lines.http("f", "shop", first, next, TOPIC);
    }

    private static Publication city(long first, long next) {
        return Lines.http("g", "city", first, next, TOPIC);
    }

    private long deletions(String source) {
        return kafka.committed("stream_progress").stream()
                .filter(one -> one.data().value() == null)
                .filter(one -> new String(one.data().key(), StandardCharsets.UTF_8).contains("\"id\":\"" + source))
                .count();
    }
}
