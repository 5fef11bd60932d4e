package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.Faults;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller is told when an attempt fails, and in which state the lease is left. */
class TransactionalBatchTest {
    private static final String TOPIC = "prices";

    private final FakeKafka kafka = new FakeKafka();
    private final OriginPublisher publisher =
            OriginPublisher.open(PublisherPlan.transactional("scope", "node"), kafka.process());

    @BeforeEach
    void begin() {
        kafka.createTopic(TOPIC, new TopicState(1, 100, false));
        publish(Lines.http("f", "begin", 0, 1, TOPIC));
    }

    @Test
    void rejectsOfARecordWhoseOriginDidNotFitTellItsPlaceInTheFlowFile() {
        Lineage three = new Lineage(new SourceId(OriginKind.HTTP, "shop", 0), new Range(10, 13));

        PublishOutcome outcome = publish(new Publication(
                "f1", three, TOPIC, Framing.RECORDS, List.of(), () -> new Lines.Cursor(List.of("a", "elsewhere")) {
                    @Override
                    public int partition() {
                        return line().equals("elsewhere") ? 7 : -1;
                    }
                }));

        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Done.class, done -> {
            assertThat(done.lineage()).isEqualTo(Lineage.ofFlowFile("f1"));
            assertThat(done.rejects()).singleElement().satisfies(reject -> assertThat(reject.position())
                    .isEqualTo(new Range(1, 2)));
        });
    }

    @Test
    void aTransactionThatTimedOutWhileRecordsWereReadHasToWaitAndTheNextTryIsDone() {
        Publication retried = Lines.http("f", "shop", 0, 20, TOPIC);

        PublishOutcome timedOut = publish(new Publication(
                "f", retried.lineage(), TOPIC, Framing.RECORDS, List.of(), () -> new Lines.Cursor(lines(20)) {
                    private int count;

                    @Override
                    public boolean advance() throws java.io.IOException {
                        if (count++ == 10) {
                            kafka.expireTransactions();
                        }
                        return super.advance();
                    }
                }));
        PublishOutcome retry = publish(retried);

        assertWaits(timedOut, WaitReason.FENCED);
        assertThat(retry).isInstanceOf(PublishOutcome.Done.class);
        assertThat(kafka.committed(TOPIC)).hasSize(21);
    }

    /** Nothing was asked to be committed, so there is nothing unknown about it. */
    @Test
    void progressThatCanNotBeWrittenHasToWaitAndIsNotUnknown() {
        AtomicInteger flushes = new AtomicInteger();
        kafka.faults(new Faults() {
            @Override
            public void before(Step step) {
                if (step == Step.FLUSH && flushes.incrementAndGet() == 2) {
                    kafka.expireTransactions();
                }
            }
        });

        PublishOutcome outcome = publish(Lines.http("f", "shop", 0, 3, TOPIC));
        PublishOutcome retry = publish(Lines.http("f", "shop", 0, 3, TOPIC));

        assertWaits(outcome, WaitReason.FENCED);
        assertThat(retry).isInstanceOf(PublishOutcome.Done.class);
        assertThat(kafka.committed(TOPIC)).hasSize(4);
    }

    @Test
    void whatIsKnownByItselfInTheSecondAttemptIsClaimedAsSuch() {
        Lineage three = new Lineage(new SourceId(OriginKind.HTTP, "shop", 0), new Range(10, 13));
        List<PublishOutcome> other = new ArrayList<>();
        AtomicInteger opened = new AtomicInteger();

        publish(new Publication("f1", three, TOPIC, Framing.RECORDS, List.of(), () -> {
            if (opened.incrementAndGet() == 2) {
                other.add(publish(Lines.own("f1", TOPIC, "0", "1")));
            }
            return new Lines.Cursor(lines(2));
        }));

        assertThat(other).hasSize(1);
        assertWaits(other.get(0), WaitReason.CONFLICT);
        assertThat(kafka.committed(TOPIC)).hasSize(3);
    }

    private PublishOutcome publish(Publication publication) {
        return publisher.publish(List.of(publication)).get(0);
    }

    private static void assertWaits(PublishOutcome outcome, WaitReason reason) {
        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> assertThat(wait.reason())
                .as(wait.message())
                .isEqualTo(reason));
    }

    private static List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            lines.add(Integer.toString(index));
        }
        return lines;
    }
}
