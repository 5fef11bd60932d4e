package io.nifistreaming.nifi.kafka;

import java.util.Map;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.serialization.record.MockRecordParser;
import org.apache.nifi.serialization.record.MockRecordWriter;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.Test;

class ConsumeKafkaStreamTest {
    private final Dialog dialog =
            new Dialog(ConsumeKafkaStream.class, Map.of("Topic Names", "prices, stock", "Group Id", "lake"));
    private final TestRunner runner = dialog.runner();

    @Test
    void needsAConnectionTopicsAndAGroupAlone() {
        runner.assertValid();
    }

    @Test
    void namesTheFieldThatIsWrongAndWhatWouldBeRight() {
        dialog.refuses("Topic Names", "prices,,stock", "commas");
        dialog.refuses("Topic Names", "no topic!", "letters");
        dialog.refuses("Topic Names", "${NO_SUCH_VARIABLE}", "define the variable");
        dialog.refuses("Group Id", "my group", "letters");
        dialog.refuses("Node Id", "${NO_SUCH_VARIABLE}", "define the variable");
        dialog.refuses("Reset to Timestamp", "yesterday", "2026-11-24T06:00:00Z");
        dialog.refuses("Headers to Attributes", "shop.(", "Unclosed");
        dialog.refuses("Max Records per Flow File", "0", "whole number");
        dialog.refuses("Max Size per Flow File", "3 GB", "2 GB");
        dialog.refuses("Linger", "soon", "30 sec");
    }

    @Test
    void wantsWhatAChoiceMakesNecessary() {
        runner.setProperty("Topic Selection", "Pattern");
        runner.assertNotValid();
        runner.setProperty("Topic Pattern", "shop_.*");
        runner.assertValid();
        runner.setProperty("Consume Mode", "Record");
        runner.assertNotValid();
    }

    @Test
    void namesOfAddedFieldsFitTables() throws InitializationException {
        MockRecordParser reader = new MockRecordParser();
        MockRecordWriter writer = new MockRecordWriter();
        runner.addControllerService("reader", reader);
        runner.addControllerService("writer", writer);
        runner.enableControllerService(reader);
        runner.enableControllerService(writer);
        runner.setProperty("Consume Mode", "Record");
        runner.setProperty("Record Reader", "reader");
        runner.setProperty("Record Writer", "writer");
        runner.assertValid();

        dialog.refuses("Kafka Field Prefix", "kafka-", "underscores");
    }
}
