package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that come and stay away. */
class ConsumerPoolIT {
    private static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(3);

    private final EmbeddedKafka kafka = EmbeddedKafka.shared();
    private final ConsumerRig rig =
            new ConsumerRig(kafka, Map.of("max.poll.interval.ms", (int) MAX_POLL_INTERVAL.toMillis()));
    private final String topic = "p-" + UUID.randomUUID();

    @BeforeEach
    void createTopic() {
        kafka.createTopic(topic, 2, Map.of());
    }

    /** Kafka's client leaves the group by itself once nobody has polled for that long. */
    @Test
    void whoIsHeldUpForLongerThanTheMaxPollIntervalStaysInTheGroupAndReadsNothing() {
        try (ConsumerPool pool = rig.pool(rig.plan(topic), 1)) {
            RangeConsumer consumer = pool.acquire().orElseThrow();
            rig.send(topic, "a");
            assertThat(ConsumerRig.values(ConsumerRig.deliver(consumer, 1))).containsExactly("a");
            pool.release(consumer);
            List<MemberDescription> before = members(rig);
            rig.send(topic, "b");

            long start = System.nanoTime();
            Await.until(
                    "twice the interval to pass", () -> System.nanoTime() - start > 2 * MAX_POLL_INTERVAL.toNanos());

            assertThat(members(rig)).isNotEmpty().isEqualTo(before);
            assertThat(rig.remarks()).isEmpty();
            RangeConsumer again = pool.acquire().orElseThrow();
            assertThat(again).isSameAs(consumer);
            assertThat(ConsumerRig.values(ConsumerRig.deliver(again, 1))).containsExactly("b");
            pool.release(again);
        }
    }

    @Test
    void aSessionThatTakesItsTimeDoesNotHoldUpTheGroup() {
        ConsumerRig patient = new ConsumerRig(kafka, Map.of("max.poll.interval.ms", 30_000));
        try (ConsumerPool pool = patient.pool(patient.plan(topic).withMember("node"), 2)) {
            RangeConsumer slow = pool.acquire().orElseThrow();
            patient.send(topic, "a", "b", "c", "d");
            Handover open = ConsumerRig.next(slow);

            RangeConsumer other = pool.acquire().orElseThrow();
            Await.until("both to have a partition", () -> {
                other.poll(ConsumerRig.PATIENCE);
                return slow.lags().size() == 1 && other.lags().size() == 1;
            });

            // What the rebalance took away is rolled back, as the sessions of both then show.
            boolean sealed = open.seal();
            slow.release(open);
            pool.release(slow);
            pool.release(other);
            assertThat(sealed).isEqualTo(open.ranges().stream().allMatch(range -> slow.lags()
                    .containsKey(range.partition())));
            assertThat(members(patient))
                    .extracting(member -> member.groupInstanceId().orElse(""))
                    .containsExactlyInAnyOrder("node-0", "node-1");
        }
    }

    @Test
    void noMoreTasksThanConsumersAndNoneOnceItIsClosed() {
        ConsumerPool pool = rig.pool(rig.plan(topic), 1);
        RangeConsumer busy = pool.acquire().orElseThrow();

        assertThat(pool.acquire()).isEmpty();
        pool.close();
        assertThat(pool.acquire()).isEmpty();
        pool.release(busy);

        assertThat(busy.poll(ConsumerRig.PATIENCE))
                .isInstanceOfSatisfying(ConsumeOutcome.Wait.class, wait -> assertThat(wait.reason())
                        .isEqualTo(WaitReason.STOPPING));
    }

    private List<MemberDescription> members(ConsumerRig of) {
        try (Admin admin = kafka.admin()) {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(of.group()))
                    .describedGroups()
                    .get(of.group())
                    .get();
            return List.copyOf(group.members());
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
