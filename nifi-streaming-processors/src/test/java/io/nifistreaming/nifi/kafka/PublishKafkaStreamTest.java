package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.Test;

class PublishKafkaStreamTest {
    private final Dialog dialog = new Dialog(PublishKafkaStream.class, Map.of("Topic Name", "prices"));
    private final TestRunner runner = dialog.runner();

    @Test
    void needsAConnectionAndATopicAlone() {
        runner.assertValid();
    }

    @Test
    void namesTheFieldThatIsWrongAndWhatWouldBeRight() {
        dialog.refuses("Topic Name", "no topic!", "letters");
        dialog.refuses("Message Key Field", "sku", "/sku");
        dialog.refuses("Attributes to Send as Headers", "shop.(", "Unclosed");
        dialog.refuses("Max Request Size", "much", "1 MB");
        dialog.refuses("Max Request Size", "3 GB", "2 GB");
        dialog.refuses("Max Flow Files per Transaction", "0", "whole number");
        dialog.refuses("Delivery Timeout", "soon", "30 sec");
        dialog.refuses("Delivery Timeout", "1 ms", "a second at least");
        dialog.refuses("Wait for Missing Topic", "soon", "30 sec");
        dialog.refuses("Node Id", "${NO_SUCH_VARIABLE}", "define the variable");
        dialog.refuses("Node Id", "${literal('no node')}", "letters");
        dialog.refuses("Transactional Id Prefix", "${NO_SUCH_VARIABLE}", "define the variable");
        dialog.refuses("Progress Retention", "0 days", "minute");
        dialog.refuses("Progress Retention", "5 sec", "minute");
        dialog.refuses("Transactional Id Prefix", "über", "letters");
    }

    @Test
    void aDeliveryTimeoutHoldsTheTimesThatTheConnectionSets() throws InitializationException {
        KafkaConnection slow = new KafkaConnection();
        runner.addControllerService(
                "slow", slow, Map.of("Bootstrap Servers", "127.0.0.1:9092", "request.timeout.ms", "40000"));
        runner.enableControllerService(slow);
        runner.setProperty("Kafka Connection", "slow");

        dialog.refuses("Delivery Timeout", "40 sec", "40005 ms");
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
}
