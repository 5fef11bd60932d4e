package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.Faults;
import io.nifistreaming.testing.FakeClock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.nifi.annotation.lifecycle.OnUnscheduled;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.LogMessage;
import org.apache.nifi.util.ReflectionUtils;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of the clients once the processor is stopped, or its tasks are terminated. */
class PublishKafkaStreamStopTest {
    private static final String TOPIC = "prices";

    private final FakeKafka kafka = new FakeKafka();
    private final CountedClients clients = new CountedClients(kafka.process());
    private final PublishKafkaStream processor = new PublishKafkaStream(new FakeClock(), plan -> clients);
    private final TestRunner runner = TestRunners.newTestRunner(processor);
    private final CountDownLatch underWay = new CountDownLatch(1);

    @BeforeEach
    void configure() throws InitializationException {
        KafkaConnection service = new KafkaConnection();
        runner.addControllerService("kafka", service, Map.of("Bootstrap Servers", "127.0.0.1:9092"));
        runner.enableControllerService(service);
        runner.setProperty("Kafka Connection", "kafka");
        runner.setProperty("Topic Name", TOPIC);
        runner.setProperty("Publish Mode", "Raw");
        kafka.createTopic(TOPIC, new TopicState(1, 1_000, false));
        runner.enqueue("a");
        runner.run(1, false, true);
        assertThat(clients.open()).isEqualTo(3);
    }

    @Test
    void idleClientsAreClosedAsSoonAsItIsNoLongerScheduled() throws ReflectiveOperationException {
        unschedule();

        assertThat(clients.open()).isZero();
    }

    /** NiFi interrupts its thread then, forgets it, and never tells the processor that it is stopped. */
    @Test
    void theClientsOfATerminatedTaskAreClosedWhenItsThreadEnds() throws Exception {
        hang();
        Thread task = task();
        unschedule();
        assertThat(clients.open()).isEqualTo(3);

        task.interrupt();
        task.join();

        assertThat(clients.open()).isZero();
        assertThat(runner.getLogger().getWarnMessages()).isEmpty();
    }

    @Test
    void aTaskThatBeganJustBeforeTheStopLeavesItsInputInTheQueueWithoutABulletin() throws Exception {
        unschedule();
        runner.enqueue("b");
        trigger();

        assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(1);
        assertThat(runner.getLogger().getWarnMessages())
                .extracting(LogMessage::getMsg)
                .isEmpty();

        runner.run(1, true, true);
        runner.assertTransferCount("success", 2);
        assertThat(clients.open()).isZero();
    }

    @Test
    void aStopWaitsForOneTransactionAloneWhereEachFlowFileHasItsOwn() throws Exception {
        runner.run(1, true, false);
        runner.setProperty("Transactions", "Flow File");
        runner.enqueue("b");
        runner.enqueue("c");
        runner.run(0, false, true);
        kafka.faults(new Faults() {
            @Override
            public void after(Step step) {
                if (step == Step.COMMIT) {
                    processor.close();
                }
            }
        });

        trigger();

        runner.assertTransferCount("success", 2);
        assertThat(runner.getQueueSize().getObjectCount()).isEqualTo(1);
        assertThat(runner.getLogger().getWarnMessages()).isEmpty();
        assertThat(clients.open()).isZero();
    }

    /** From now on no flush comes to its end. */
    private void hang() {
        kafka.faults(new Faults() {
            @Override
            public void before(Step step) {
                if (step == Step.FLUSH) {
                    underWay.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException stopped) {
                        throw new InterruptException(stopped);
                    }
                }
            }
        });
    }

    /** A task that is in the midst of publishing. */
    private Thread task() throws InterruptedException {
        runner.enqueue("b");
        Thread task = new Thread(this::trigger);
        task.start();
        underWay.await();
        return task;
    }

    private void trigger() {
        processor.onTrigger(runner.getProcessContext(), runner.getProcessSessionFactory());
    }

    private void unschedule() throws ReflectiveOperationException {
        ReflectionUtils.invokeMethodsWithAnnotation(OnUnscheduled.class, processor);
    }
}
