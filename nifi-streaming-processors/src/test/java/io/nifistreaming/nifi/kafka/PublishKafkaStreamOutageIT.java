package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.KafkaClients;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.testing.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.nifi.util.LogMessage;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.Test;

class PublishKafkaStreamOutageIT {
    @Test
    void inputStaysQueuedWhileTheBrokerIsGoneAndGoesOutOnceItIsBack() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Map.of())) {
            Stage stage = Stage.on(kafka, impatient(kafka)).with("Delivery Timeout", "2 sec");
            TestRunner runner = stage.runner();
            runner.enqueue("{\"n\":1}\n{\"n\":2}\n");
            runner.run(1, false, true);

            kafka.stop();
            runner.enqueue("{\"n\":3}\n");
            runner.enqueue("{\"n\":4}\n");
            runner.run(2, false, false);
            assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(2);
            runner.assertTransferCount("success", 1);
            runner.assertTransferCount("failure", 0);
            assertThat(runner.getLogger().getWarnMessages())
                    .extracting(LogMessage::getMsg)
                    .singleElement()
                    .asString()
                    .contains("stay queued");

            kafka.restart();
            for (int attempt = 0; attempt < 30 && !runner.isQueueEmpty(); attempt++) {
                runner.run(1, false, false);
            }
            runner.run(1, true, false);
            runner.assertTransferCount("success", 3);
            assertThat(stage.values()).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":4}");
        }
    }

    /** As with a broker that comes back with empty disks: what it held is gone, what is queued waits for its topics. */
    @Test
    void inputWaitsForTopicsThatAreGoneAndGoesOutOnceTheyAreCreatedAgain() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Map.of("auto.create.topics.enable", "false"));
                Admin admin = kafka.admin()) {
            FakeClock clock = new FakeClock();
            Stage stage = Stage.on(
                            kafka,
                            impatient(kafka),
                            new PublishKafkaStream(clock, plan -> new KafkaClients(plan.clientProperties())))
                    .with("Delivery Timeout", "2 sec");
            TestRunner runner = stage.runner();
            runner.enqueue("{\"n\":1}\n");
            runner.run(1, false, true);
            runner.assertTransferCount("success", 1);

            admin.deleteTopics(List.of(stage.topic(), "stream_progress")).all().get();
            for (int number = 2; number <= 4; number++) {
                runner.enqueue("{\"n\":" + number + "}\n");
            }
            for (int attempt = 0; attempt < 5; attempt++) {
                clock.advance(Duration.ofSeconds(10));
                runner.run(1, false, false);
            }
            runner.assertTransferCount("failure", 0);
            assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(3);
            assertThat(runner.getLogger().getWarnMessages())
                    .extracting(LogMessage::getMsg)
                    .anySatisfy(message -> assertThat(message).contains(stage.topic(), "does not exist"));

            kafka.createTopic(stage.topic(), 1, Map.of());
            for (int attempt = 0; attempt < 30 && !runner.isQueueEmpty(); attempt++) {
                clock.advance(Duration.ofSeconds(10));
                runner.run(1, false, false);
            }
            runner.run(1, true, false);
            runner.assertTransferCount("failure", 0);
            runner.assertTransferCount("success", 4);
            assertThat(stage.values()).containsExactly("{\"n\":2}", "{\"n\":3}", "{\"n\":4}");
        }
    }

    /** In a session of their own, so that the rejected one's session doesn't queue them anew behind later ones. */
    @Test
    void whatWaitsBesideARejectedOneStaysQueuedAndGoesOutInItsOrder() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Map.of())) {
            Stage stage = Stage.on(kafka, impatient(kafka))
                    .with("Delivery Timeout", "2 sec")
                    .with("Message Key", "${k:toDate('yyyy-MM-dd'):toNumber()}");
            TestRunner runner = stage.runner();
            kafka.stop();
            runner.enqueue("{\"n\":1}\n", Map.of("k", "2024-01-01"));
            runner.enqueue("{\"n\":0}\n", Map.of("k", "rubbish"));
            runner.enqueue("{\"n\":2}\n", Map.of("k", "2024-01-01"));

            runner.run(1, false, true);

            runner.assertTransferCount("failure", 1);
            runner.assertTransferCount("success", 0);
            assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(2);

            kafka.restart();
            for (int attempt = 0; attempt < 30 && !runner.isQueueEmpty(); attempt++) {
                runner.run(1, false, false);
            }
            runner.run(1, true, false);
            runner.assertTransferCount("failure", 1);
            runner.assertTransferCount("success", 2);
            assertThat(stage.values()).containsExactly("{\"n\":1}", "{\"n\":2}");
        }
    }

    private static Map<String, String> impatient(EmbeddedKafka kafka) {
        return Map.of(
                "Bootstrap Servers",
                kafka.bootstrap(),
                "max.block.ms",
                "1500",
                "default.api.timeout.ms",
                "2000",
                "request.timeout.ms",
                "1000");
    }
}
