package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.nifi.annotation.lifecycle.OnUnscheduled;
import org.apache.nifi.util.ReflectionUtils;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.Test;

/** NiFi terminates a task of Kafka's real clients: an interrupted thread has to close them all the same. */
class PublishKafkaStreamTerminateIT {
    @Test
    void noThreadOfAClientOutlivesTheTerminatedTask() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Map.of())) {
            String prefix = "terminated-" + UUID.randomUUID();
            PublishKafkaStream processor = new PublishKafkaStream();
            Stage stage = Stage.on(kafka, Stage.plain(kafka), processor).with("Transactional Id Prefix", prefix);
            TestRunner runner = stage.runner();
            List<Thread> others = clientThreads();
            runner.enqueue(Stage.prices(0, 1_000));
            runner.run(1, false, true);
            assertThat(added(others))
                    .anyMatch(name -> name.startsWith("kafka-send-" + prefix))
                    .anyMatch(name -> name.startsWith("kafka-producer-network-thread"))
                    .anyMatch(name -> name.startsWith("kafka-admin-client-thread"));

            kafka.stop();
            runner.enqueue(Stage.prices(1_000, 2_000));
            Thread task = new Thread(
                    () -> processor.onTrigger(runner.getProcessContext(), runner.getProcessSessionFactory()),
                    "terminated task");
            task.start();
            Await.until("the task to wait for the broker", () -> task.getState() == Thread.State.WAITING);
            ReflectionUtils.invokeMethodsWithAnnotation(OnUnscheduled.class, processor);
            task.interrupt();

            Await.until("the clients' threads to end", () -> added(others).isEmpty());
            task.join();
            assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(1);
        }
    }

    private static List<String> added(List<Thread> others) {
        return clientThreads().stream()
                .filter(thread -> !others.contains(thread))
                .map(Thread::getName)
                .toList();
    }

    private static List<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kafka-send-")
                        || thread.getName().startsWith("kafka-producer-network-thread")
                        || thread.getName().startsWith("kafka-admin-client-thread"))
                .toList();
    }
}
