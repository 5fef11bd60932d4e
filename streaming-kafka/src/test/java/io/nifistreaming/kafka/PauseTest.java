package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.FakeProcess;
import io.nifistreaming.kafka.testing.Faults;
import io.nifistreaming.testing.FakeClock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What only a person can mend is tried seldom, and by nobody but one task, until it is mended. */
class PauseTest {
    private static final String TOPIC = "prices";
    private static final Duration TRIGGER = Duration.ofMillis(250);
    private static final int TRIGGERS_OF_TEN_MINUTES = 2_400;

    private final FakeKafka kafka = new FakeKafka();
    private final FakeClock clock = new FakeClock();
    private final Counting gateway = new Counting(kafka.process());
    private final Map<Faults.Step, Integer> steps = new EnumMap<>(Faults.Step.class);
    private final OriginPublisher publisher =
            OriginPublisher.open(PublisherPlan.transactional("scope", "node"), gateway, clock);

    /** Counts the producers that are made. */
    private static final class Counting implements KafkaGateway {
        private final FakeProcess process;
        private int producers;

        Counting(FakeProcess process) {
            this.process = process;
        }

        @Override
        public RecordProducer transactionalProducer(String transactionalId) {
            producers++;
            return process.transactionalProducer(transactionalId);
        }

        @Override
        public RecordProducer idempotentProducer() {
            producers++;
            return process.idempotentProducer();
        }

        @Override
        public ClusterView cluster() {
            return process.cluster();
        }

        @Override
        public SendLimits limits() {
            return process.limits();
        }
    }

    @Test
    void aProgressTopicThatIsNotCompactedIsLookedAtSeldomAndMakesNoProducer() {
        kafka.createTopic(TOPIC, new TopicState(1, 1_000, false));
        kafka.createTopic("stream_progress", new TopicState(1, 1_000, false));
        count();

        for (int trigger = 0; trigger < TRIGGERS_OF_TEN_MINUTES; trigger++) {
            assertThat(publish()).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> {
                assertThat(wait.reason()).isEqualTo(WaitReason.PROGRESS_TOPIC);
                assertThat(wait.message()).contains("stream_progress").contains("cleanup.policy");
            });
            clock.advance(TRIGGER);
        }

        assertThat(gateway.producers).isZero();
        assertThat(steps.get(Faults.Step.DESCRIBE)).isLessThanOrEqualTo(2 * 13);
    }

    @Test
    void itGoesOnByItselfWithinAMinuteOnceTheTopicIsMended() {
        kafka.createTopic(TOPIC, new TopicState(1, 1_000, false));
        kafka.createTopic("stream_progress", new TopicState(1, 1_000, false));
        for (int trigger = 0; trigger < TRIGGERS_OF_TEN_MINUTES; trigger++) {
            publish();
            clock.advance(TRIGGER);
        }

        kafka.changeTopic("stream_progress", new TopicState(1, 1_000, true));
        clock.advance(Pause.LONGEST);

        assertThat(publish()).isInstanceOf(PublishOutcome.Done.class);
        assertThat(publish()).isInstanceOf(PublishOutcome.Done.class);
        assertThat(gateway.producers).isEqualTo(1);
    }

    @Test
    void refusedCredentialsAreTriedSeldomByAllTasksTogether() {
        kafka.createTopic(TOPIC, new TopicState(1, 1_000, false));
        int[] tries = new int[1];
        kafka.faults(new Faults() {
            @Override
            public void before(Step step) {
                tries[0]++;
                // While this task finds out, another one comes.
                if (tries[0] > 1) {
                    publish();
                }
                throw new SaslAuthenticationException("who?");
            }
        });

        for (int trigger = 0; trigger < TRIGGERS_OF_TEN_MINUTES; trigger++) {
            publish();
            clock.advance(TRIGGER);
        }

        assertThat(tries[0]).isBetween(5, 13);
    }

    @Test
    void aBrokerThatIsGoneIsAskedAtEachCallAndOnceOnlyForAllFlowFiles() {
        count();
        kafka.faults(new Faults() {
            @Override
            public void before(Step step) {
                steps.merge(step, 1, Integer::sum);
                throw new TimeoutException("no answer");
            }
        });
        List<Publication> three = List.of(
                Lines.http("f1", "shop", 0, 3, TOPIC),
                Lines.http("f2", "shop", 3, 6, "stock"),
                Lines.http("f3", "shop", 6, 9, TOPIC));

        for (int trigger = 1; trigger <= 4; trigger++) {
            assertThat(publisher.publish(three)).hasOnlyElementsOfType(PublishOutcome.Wait.class);
            assertThat(steps).containsOnly(Map.entry(Faults.Step.DESCRIBE, trigger));
        }
    }

    private void count() {
        kafka.faults(new Faults() {
            @Override
            public void before(Step step) {
                steps.merge(step, 1, Integer::sum);
            }
        });
    }

    private PublishOutcome publish() {
        return publisher.publish(List.of(Lines.http("f", "shop", 0, 3, TOPIC))).get(0);
    }
}
