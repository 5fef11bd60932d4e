package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.FakeRecord;
import io.nifistreaming.testing.FakeClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.LogMessage;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees while something on the cluster has to be mended first. */
class PublishKafkaStreamTroubleTest {
    private static final String TOPIC = "prices";

    private final FakeClock clock = new FakeClock();
    private final FakeKafka kafka = new FakeKafka();
    private final TestRunner runner = TestRunners.newTestRunner(new PublishKafkaStream(clock, plan -> kafka.process()));
    private boolean started;

    @BeforeEach
    void configure() throws InitializationException {
        KafkaConnection service = new KafkaConnection();
        runner.addControllerService("kafka", service, Map.of("Bootstrap Servers", "127.0.0.1:9092"));
        runner.enableControllerService(service);
        runner.setProperty("Kafka Connection", "kafka");
        runner.setProperty("Topic Name", TOPIC);
        runner.setProperty("Publish Mode", "Raw");
        runner.setProperty("Wait for Missing Topic", "10 min");
    }

    @Test
    void aProgressTopicThatIsNotCompactedIsOneBulletinUntilItIsMended() {
        createTopic(TOPIC, false);
        createTopic("stream_progress", false);
        runner.enqueue("a");
        triggers(960, Duration.ofMillis(250));

        assertThat(bulletins()).singleElement().asString().contains("stream_progress", "cleanup.policy to compact");
        assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(1);

        kafka.changeTopic("stream_progress", new TopicState(1, 1_000, true));
        triggers(1, Duration.ofMinutes(1));
        triggers(1, Duration.ofMinutes(1));

        runner.assertTransferCount("success", 1);
        assertThat(bulletins()).hasSize(1);
    }

    /** They would be read, and their checksums computed, once a second for nothing. */
    @Test
    void flowFilesAreLeftInTheQueueUntilItIsTimeForTheNextTry() {
        runner.setProperty("Topic Name", "${topic}");
        createTopic(TOPIC, false);
        createTopic("stream_progress", false);
        runner.enqueue("a", Map.of("topic", TOPIC));
        triggers(1, Duration.ofSeconds(1));
        runner.enqueue("b", Map.of("topic", "no topic's name"));

        triggers(9, Duration.ofSeconds(1));
        runner.assertTransferCount("failure", 0);
        triggers(1, Duration.ofSeconds(1));

        runner.assertTransferCount("failure", 1);
    }

    @Test
    void flowFilesOfAMissingTopicStayQueuedInTheirOrderAndGoOutOnceItIsThere() {
        for (String line : List.of("a", "b", "c")) {
            runner.enqueue(line);
        }
        triggers(100, Duration.ofSeconds(1));
        runner.enqueue("d");
        triggers(100, Duration.ofSeconds(1));

        assertThat(bulletins()).singleElement().asString().contains("missing-topic", "'prices' does not exist", "10m");
        assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(4);
        runner.assertTransferCount("failure", 0);

        createTopic(TOPIC, false);
        triggers(1, Duration.ofSeconds(5));

        runner.assertTransferCount("success", 4);
        assertThat(values(TOPIC)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void othersPassThemByWhereTheTopicComesFromAttributes() {
        createTopic(TOPIC, false);
        runner.setProperty("Topic Name", "${topic}");
        runner.setProperty("Max Flow Files per Transaction", "2");
        for (int number = 0; number < 6; number++) {
            runner.enqueue("x" + number, Map.of("topic", number % 2 == 0 ? "nowhere" : TOPIC));
        }

        triggers(6, Duration.ofSeconds(1));

        assertThat(values(TOPIC)).containsExactlyInAnyOrder("x1", "x3", "x5");
        assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(3);
        assertThat(bulletins()).singleElement().asString().contains("'nowhere' does not exist");
    }

    @Test
    void onceTheTopicHasBeenMissingForThatLongTheyGoToFailureWithTheReason() {
        runner.enqueue("a");
        triggers(10, Duration.ofMinutes(1));
        runner.assertTransferCount("failure", 0);

        triggers(1, Duration.ofMinutes(1));

        runner.assertAllFlowFilesTransferred("failure", 1);
        runner.getFlowFilesForRelationship("failure")
                .get(0)
                .assertAttributeEquals("stream.error.kind", "unknown-topic");
        assertThat(runner.getFlowFilesForRelationship("failure").get(0).getAttribute("stream.error.message"))
                .contains(TOPIC, "10m");
    }

    @Test
    void withoutPatienceTheyGoToFailureAtOnce() {
        runner.setProperty("Wait for Missing Topic", "0 sec");
        runner.enqueue("a");

        triggers(1, Duration.ofSeconds(1));

        runner.assertAllFlowFilesTransferred("failure", 1);
    }

    private void triggers(int count, Duration apart) {
        for (int trigger = 0; trigger < count; trigger++) {
            runner.run(1, false, !started);
            started = true;
            clock.advance(apart);
        }
    }

    private void createTopic(String name, boolean compacted) {
        kafka.createTopic(name, new TopicState(1, 1_000, compacted));
    }

    private List<String> bulletins() {
        return runner.getLogger().getWarnMessages().stream()
                .map(LogMessage::getMsg)
                .toList();
    }

    private List<String> values(String topic) {
        return kafka.committed(topic).stream()
                .map(FakeRecord::data)
                .map(data -> new String(data.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
