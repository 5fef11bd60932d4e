package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.serialization.record.MockRecordParser;
import org.apache.nifi.serialization.record.MockRecordWriter;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.junit.jupiter.api.Test;

class RecordServicesIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @Test
    void writesEachRecordByItselfWithTheKeyOfItsField() throws InitializationException {
        Stage stage = stage(parser());

        stage.runner().enqueue("ignored by the mock reader");
        stage.runner().run();

        assertThat(stage.values()).containsExactly("\"A-1\",\"1\"\n", "\"A-2\",\"2\"\n", "\"A-3\",\"3\"\n");
        assertThat(stage.records())
                .extracting(record -> Stage.text(record.key()))
                .containsExactly("A-1", "A-2", "A-3");
    }

    @Test
    void contentThatTheReaderCannotReadGoesToFailureAsAWhole() throws InitializationException {
        MockRecordParser broken = parser();
        broken.failAfter(2);
        Stage stage = stage(broken);

        stage.runner().enqueue("content");
        stage.runner().run();

        stage.runner().assertTransferCount("failure", 1);
        stage.runner().assertTransferCount("success", 0);
        stage.runner()
                .getFlowFilesForRelationship("failure")
                .get(0)
                .assertAttributeEquals("stream.error.kind", "unreadable");
        assertThat(stage.values()).isEmpty();
    }

    private static MockRecordParser parser() {
        MockRecordParser parser = new MockRecordParser();
        parser.addSchemaField("sku", RecordFieldType.STRING);
        parser.addSchemaField("price", RecordFieldType.INT);
        parser.addRecord("A-1", 1);
        parser.addRecord("A-2", 2);
        parser.addRecord("A-3", 3);
        return parser;
    }

    private static Stage stage(MockRecordParser parser) throws InitializationException {
        Stage stage = Stage.on(KAFKA, 1);
        MockRecordWriter writer = new MockRecordWriter();
        stage.runner().addControllerService("reader", parser);
        stage.runner().addControllerService("writer", writer);
        stage.runner().enableControllerService(parser);
        stage.runner().enableControllerService(writer);
        return stage.with("Record Format", "Record Reader and Writer")
                .with("Record Reader", "reader")
                .with("Record Writer", "writer")
                .with("Message Key Field", "/sku");
    }
}
