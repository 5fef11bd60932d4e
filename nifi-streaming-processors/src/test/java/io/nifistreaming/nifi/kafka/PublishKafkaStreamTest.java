package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishKafkaStreamTest {
    private final TestRunner runner = TestRunners.newTestRunner(PublishKafkaStream.class);

    @BeforeEach
    void minimal() throws InitializationException {
        KafkaConnection service = new KafkaConnection();
        runner.addControllerService("kafka", service, Map.of("Bootstrap Servers", "127.0.0.1:9092"));
        runner.enableControllerService(service);
        runner.setProperty("Kafka Connection", "kafka");
        runner.setProperty("Topic Name", "prices");
    }

    @Test
    void needsAConnectionAndATopicAlone() {
        runner.assertValid();
    }

    @Test
    void namesTheFieldThatIsWrongAndWhatWouldBeRight() {
        refused("Topic Name", "no topic!", "letters");
        refused("Message Key Field", "sku", "/sku");
        refused("Attributes to Send as Headers", "shop.(", "Unclosed");
        refused("Max Request Size", "much", "1 MB");
        refused("Max Request Size", "3 GB", "2 GB");
        refused("Max Flow Files per Transaction", "0", "whole number");
        refused("Delivery Timeout", "soon", "30 sec");
        refused("Delivery Timeout", "1 ms", "a second at least");
        refused("Wait for Missing Topic", "soon", "30 sec");
        refused("Node Id", "${NO_SUCH_VARIABLE}", "define the variable");
        refused("Node Id", "${literal('no node')}", "letters");
        refused("Transactional Id Prefix", "${NO_SUCH_VARIABLE}", "define the variable");
        refused("Progress Retention", "0 days", "minute");
        refused("Progress Retention", "5 sec", "minute");
        refused("Transactional Id Prefix", "über", "letters");
    }

    @Test
    void aDeliveryTimeoutHoldsTheTimesThatTheConnectionSets() throws InitializationException {
        KafkaConnection slow = new KafkaConnection();
        runner.addControllerService(
                "slow", slow, Map.of("Bootstrap Servers", "127.0.0.1:9092", "request.timeout.ms", "40000"));
        runner.enableControllerService(slow);
        runner.setProperty("Kafka Connection", "slow");

        refused("Delivery Timeout", "40 sec", "40005 ms");
        runner.setProperty("Delivery Timeout", "41 sec");
        runner.assertValid();
    }

    @Test
    void aBatchFitsIntoTheBuffer() throws InitializationException {
        KafkaConnection large = new KafkaConnection();
        runner.addControllerService(
                "large", large, Map.of("Bootstrap Servers", "127.0.0.1:9092", "batch.size", "40000000"));
        runner.enableControllerService(large);
        runner.setProperty("Kafka Connection", "large");

        assertThatThrownBy(runner::assertValid)
                .hasMessageContaining("Kafka Connection")
                .hasMessageContaining("batch.size (40000000 bytes)")
                .hasMessageContaining("buffer.memory (33554432 bytes)");
        runner.setProperty("Max Request Size", "20 MB");
        runner.assertValid();
    }

    @Test
    void wantsWhatAChoiceMakesNecessary() {
        runner.setProperty("Record Format", "Record Reader and Writer");
        runner.assertNotValid();
        runner.setProperty("Record Format", "JSON");
        runner.assertValid();
        runner.setProperty("Partitioner", "Partition Expression");
        runner.assertNotValid();
        runner.setProperty("Partition", "${partition}");
        runner.assertValid();
    }

    @Test
    void aRecordHasOneKey() {
        runner.setProperty("Message Key Field", "/sku");
        runner.setProperty("Message Key", "${key}");

        runner.assertNotValid();
        runner.removeProperty("Message Key");
        runner.assertValid();
    }

    private void refused(String field, String value, String remedy) {
        runner.setProperty(field, value);
        AssertionError refusal = null;
        try {
            runner.assertValid();
        } catch (AssertionError expected) {
            refusal = expected;
        }
        assertThat(refusal).as("%s = %s", field, value).isNotNull();
        assertThat(refusal.getMessage()).contains(field).contains(remedy);
        runner.removeProperty(field);
        if (field.equals("Topic Name")) {
            runner.setProperty(field, "prices");
        }
    }
}
