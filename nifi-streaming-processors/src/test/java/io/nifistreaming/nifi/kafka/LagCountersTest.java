package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.testing.FakeClock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;

class LagCountersTest {
    private static final TopicPartition ONE = new TopicPartition("t", 0);
    private static final TopicPartition TWO = new TopicPartition("t", 1);

    private final FakeClock clock = new FakeClock();
    private final TestRunner runner = TestRunners.newTestRunner(ConsumeKafkaStream.class);
    private final LagCounters counters = new LagCounters(clock);

    @Test
    void aCounterShowsTheLagAsItIsNow() {
        show("a", Map.of(ONE, 10L, TWO, 0L));
        assertThat(shown(ONE)).isEqualTo(10);
        assertThat(shown(TWO)).isZero();

        show("a", Map.of(ONE, 3L, TWO, 7L));

        assertThat(shown(ONE)).isEqualTo(3);
        assertThat(shown(TWO)).isEqualTo(7);
    }

    @Test
    void aPartitionThatWentElsewhereHasNoLagHereWhicheverConsumerIsAskedFirst() {
        show("a", Map.of(ONE, 10L, TWO, 5L));
        show("b", Map.of(TWO, 6L));
        show("a", Map.of(ONE, 9L));
        assertThat(shown(TWO)).isEqualTo(6);

        show("a", Map.of());
        assertThat(shown(ONE)).isZero();
        show("b", Map.of(ONE, 4L));

        assertThat(shown(ONE)).isEqualTo(4);
        assertThat(shown(TWO)).isZero();
    }

    @Test
    void theCountersOfAStoppedProcessorAreMovedOn() {
        show("a", Map.of(ONE, 10L));
        counters.forget();

        show("b", Map.of(ONE, 2L));

        assertThat(shown(ONE)).isEqualTo(2);
    }

    private void show(String consumer, Map<TopicPartition, Long> lags) {
        clock.advance(Duration.ofSeconds(2));
        counters.show(consumer, lags, runner.getProcessSessionFactory());
    }

    private Long shown(TopicPartition partition) {
        return runner.getCounterValue("Lag of " + partition);
    }
}
