package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.Faults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A commit that nobody answered, step by step; {@link OriginPublisherModelTest} mixes it with everything else. */
class UnknownCommitTest {
    private static final String TOPIC = "prices";

    private final FakeKafka kafka = new FakeKafka();
    private final Script script = new Script();
    private final OriginPublisher publisher =
            OriginPublisher.open(PublisherPlan.transactional("scope", "node"), kafka.process());

    /** What happens to the next commit, and before the next initialisation of a producer. */
    private static final class Script implements Faults {
        private CommitFate nextCommit = CommitFate.ANSWERED;
        private Runnable beforeInit = () -> {};

        @Override
        public void before(Step step) {
            if (step == Step.INIT) {
                Runnable deed = beforeInit;
                beforeInit = () -> {};
                deed.run();
            }
        }

        @Override
        public CommitFate commitFate() {
            CommitFate fate = nextCommit;
            nextCommit = CommitFate.ANSWERED;
            return fate;
        }
    }

    @BeforeEach
    void twoLiveLeases() {
        kafka.faults(script);
        kafka.createTopic(TOPIC, new TopicState(1, 1_000, false));
        publisher.publish(List.of(Lines.during(lines("a", 0, 1), () -> publisher.publish(List.of(lines("b", 0, 1))))));
    }

    @Test
    void itsFateIsToldAsUnknownAndItsRetryIsRecognised() {
        script.nextCommit = Faults.CommitFate.UNANSWERED;

        List<PublishOutcome> unknown = publisher.publish(List.of(lines("shop", 0, 10)));
        List<PublishOutcome> retry = publisher.publish(List.of(lines("shop", 0, 12)));

        assertThat(unknown).singleElement().isInstanceOfSatisfying(PublishOutcome.Unknown.class, one -> assertThat(
                        one.message())
                .contains("may have been committed or not"));
        assertThat(retry).singleElement().isInstanceOfSatisfying(PublishOutcome.Done.class, done -> {
            assertThat(done.duplicates()).isEqualTo(10);
            assertThat(done.sent()).isEqualTo(2);
        });
        assertThat(published("shop")).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void whatWasNotCommittedIsSentByTheRetry() {
        script.nextCommit = Faults.CommitFate.LOST;

        publisher.publish(List.of(lines("shop", 0, 10)));
        List<PublishOutcome> retry = publisher.publish(List.of(lines("shop", 0, 10)));

        assertThat(retry).singleElement().isInstanceOfSatisfying(PublishOutcome.Done.class, done -> assertThat(
                        done.sent())
                .isEqualTo(10));
        assertThat(published("shop")).hasSize(10).doesNotHaveDuplicates();
    }

    /** Another task has a producer of its own, which nothing fences, and no reason to read progress again. */
    @Test
    void untilItsFateIsKnownNoOtherTaskPublishesTheSameRanges() {
        script.nextCommit = Faults.CommitFate.UNANSWERED;
        publisher.publish(List.of(lines("shop", 0, 10)));
        List<PublishOutcome> meanwhile = new ArrayList<>();

        script.beforeInit =
                () -> meanwhile.addAll(publisher.publish(List.of(lines("shop", 5, 15), lines("shop", 10, 20))));
        publisher.publish(List.of(lines("c", 0, 1)));
        List<PublishOutcome> later = publisher.publish(List.of(lines("shop", 5, 15)));

        assertThat(meanwhile).hasSize(2);
        assertThat(meanwhile.get(0)).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> assertThat(wait.reason())
                .isEqualTo(WaitReason.CONFLICT));
        assertThat(meanwhile.get(1)).isInstanceOf(PublishOutcome.Done.class);
        assertThat(later).singleElement().isInstanceOf(PublishOutcome.Done.class);
        assertThat(published("shop")).hasSize(20).doesNotHaveDuplicates();
    }

    /** Otherwise the open transaction would hold up readers until it times out. */
    @Test
    void theLeaseThatMayHaveLeftATransactionOpenIsUsedFirst() {
        publisher.publish(List.of(Lines.during(lines("c", 0, 1), () -> {
            script.nextCommit = Faults.CommitFate.LOST;
            publisher.publish(List.of(lines("shop", 0, 10)));
        })));

        publisher.publish(List.of(lines("d", 0, 1)));

        assertThat(published("c")).hasSize(1);
        assertThat(published("d")).hasSize(1);
        assertThat(published("shop")).isEmpty();
    }

    @Test
    void onceItsFateIsKnownOtherTasksMayPublishTheSameRangesAgain() {
        script.nextCommit = Faults.CommitFate.UNANSWERED;
        publisher.publish(List.of(lines("shop", 0, 10)));
        List<PublishOutcome> other = new ArrayList<>();

        publisher.publish(List.of(
                Lines.during(lines("c", 0, 1), () -> other.addAll(publisher.publish(List.of(lines("shop", 0, 11)))))));

        assertThat(other).singleElement().isInstanceOfSatisfying(PublishOutcome.Done.class, done -> assertThat(
                        done.duplicates())
                .isEqualTo(10));
    }

    private static Publication lines(String target, long first, long next) {
        return Lines.http("f", target, first, next, TOPIC);
    }

    private List<String> published(String target) {
        return kafka.committed(TOPIC).stream()
                .map(one -> new String(one.data().value(), StandardCharsets.UTF_8))
                .filter(line -> line.startsWith(target))
                .toList();
    }
}
