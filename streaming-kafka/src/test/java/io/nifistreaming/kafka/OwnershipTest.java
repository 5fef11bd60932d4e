package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.Faults;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of two live publishers with one scope and node, one publishes: wherever the elder works while it is superseded. */
class OwnershipTest {
    private static final String TOPIC = "prices";

    private final FakeKafka kafka = new FakeKafka();
    private final OriginPublisher elder = publisher();
    private final OriginPublisher younger = publisher();

    /** Does something once, at a step that somebody takes. */
    private record Once(Faults.Step at, Edge edge, Runnable deed, boolean[] done) implements Faults {
        @Override
        public void before(Step step) {
            doIt(step, Edge.BEFORE);
        }

        @Override
        public void after(Step step) {
            doIt(step, Edge.AFTER);
        }

        private void doIt(Step step, Edge now) {
            if (step == at && now == edge && !done[0]) {
                done[0] = true;
                deed.run();
            }
        }
    }

    private enum Edge {
        BEFORE,
        AFTER
    }

    @ParameterizedTest
    @EnumSource(
            value = Faults.Step.class,
            names = {"DESCRIBE", "INIT", "BEGIN", "SEND", "FLUSH", "COMMIT", "FENCE", "READ_PROGRESS"})
    void whatTheElderDoesWhileItIsSupersededIsNeverDoubled(Faults.Step step) {
        for (Edge edge : Edge.values()) {
            OwnershipTest world = new OwnershipTest();
            world.supersede(step, edge);
            assertThat(world.published())
                    .as("the elder works %s %s", edge, step)
                    .hasSize(40)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whoeverIsSupersededBeginsNoMoreProducersSinceThatWouldFenceItsSuccessor() {
        kafka.createTopic(TOPIC, new TopicState(1, 1_000, false));
        elder.publish(List.of(lines("shop", 0, 10)));
        younger.publish(List.of(lines("shop", 0, 20)));
        elder.publish(List.of(lines("shop", 20, 30)));
        List<PublishOutcome> first = elder.publish(List.of(lines("shop", 20, 30)));
        younger.publish(List.of(lines("shop", 20, 30)));
        younger.publish(List.of(lines("shop", 20, 30)));

        List<PublishOutcome> again = elder.publish(List.of(lines("shop", 30, 40)));
        List<PublishOutcome> undisturbed = younger.publish(List.of(lines("shop", 30, 40)));

        assertThat(List.of(first.get(0), again.get(0)))
                .allSatisfy(outcome ->
                        assertThat(((PublishOutcome.Wait) outcome).reason()).isEqualTo(WaitReason.SUPERSEDED));
        assertThat(undisturbed).singleElement().isInstanceOf(PublishOutcome.Done.class);
        assertThat(published()).hasSize(40).doesNotHaveDuplicates();
    }

    /** One task of the elder hangs all the time, with a lease that can't be begun anew; another task works on. */
    private void supersede(Faults.Step step, Edge edge) {
        kafka.createTopic(TOPIC, new TopicState(1, 1_000, false));
        elder.publish(List.of(Lines.during(lines("shop", 0, 5), () -> elder.publish(List.of(lines("city", 0, 5))))));
        elder.publish(List.of(Lines.during(lines("other", 0, 5), () -> {
            kafka.faults(new Once(step, edge, this::workOn, new boolean[1]));
            younger.publish(List.of(lines("shop", 0, 10)));
            kafka.faults(new Faults() {});
            for (int round = 0; round < 2; round++) {
                elder.publish(List.of(lines("shop", 10, 15)));
                younger.publish(List.of(lines("shop", 0, 20), lines("city", 0, 10), lines("other", 0, 10)));
            }
        })));
    }

    /** Twice, since the first time it may only find out that it is fenced. */
    private void workOn() {
        elder.publish(List.of(lines("city", 5, 10)));
        elder.publish(List.of(lines("city", 5, 10)));
    }

    private OriginPublisher publisher() {
        return OriginPublisher.open(PublisherPlan.transactional("scope", "node"), kafka.process());
    }

    private static Publication lines(String target, long first, long next) {
        return Lines.http("f", target, first, next, TOPIC);
    }

    private List<String> published() {
        return kafka.committed(TOPIC).stream()
                .map(one -> new String(one.data().value(), StandardCharsets.UTF_8))
                .toList();
    }
}
