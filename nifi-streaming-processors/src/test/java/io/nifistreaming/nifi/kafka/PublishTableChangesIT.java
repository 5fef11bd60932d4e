package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.nifi.delta.GetDeltaTable;
import io.nifistreaming.nifi.delta.PutDeltaTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.json.JsonRecordSetWriter;
import org.apache.nifi.json.JsonTreeReader;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a table to Kafka: what NiFi reads again after a crash is there once. */
class PublishTableChangesIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @TempDir
    private Path folder;

    @Test
    void changesOfATableArePublishedOnceHoweverOftenAndInWhateverFlowFilesTheyAreRead() throws Exception {
        put("{\"sku\":\"a\"}\n{\"sku\":\"b\"}\n{\"sku\":\"c\"}");
        put("{\"sku\":\"d\"}\n{\"sku\":\"e\"}");
        Stage before = Stage.on(KAFKA, 1);
        TestRunner reading = reading();
        reading.setProperty("Max Rows per Flow File", "2");
        reading.setProperty("Max Versions per Run", "1");
        reading.run();
        Map<String, String> kept =
                reading.getStateManager().getState(Scope.CLUSTER).toMap();
        reading.run();
        publish(before, reading);
        put("{\"sku\":\"f\"}");

        reading.getStateManager().setState(kept, Scope.CLUSTER);
        reading.clearTransferState();
        reading.setProperty("Max Rows per Flow File", "1");
        reading.setProperty("Max Versions per Run", "10");
        reading.run();
        Stage after = before.restarted();
        publish(after, reading);

        assertThat(after.values())
                .containsExactly(
                        "{\"sku\":\"a\"}",
                        "{\"sku\":\"b\"}",
                        "{\"sku\":\"c\"}",
                        "{\"sku\":\"d\"}",
                        "{\"sku\":\"e\"}",
                        "{\"sku\":\"f\"}");
        assertThat(after.runner().getFlowFilesForRelationship("success"))
                .extracting(one -> one.getAttribute("stream.kafka.duplicates"))
                .containsExactly("1", "1", "0");
        assertThat(Stage.header(after.records().get(5), "stream.origin.kind")).isEqualTo("delta");
        assertThat(Stage.header(after.records().get(5), "stream.origin.first")).isEqualTo("5");
    }

    private static void publish(Stage stage, TestRunner reading) {
        List<MockFlowFile> read = reading.getFlowFilesForRelationship("success");
        read.forEach(stage.runner()::enqueue);
        stage.runner().run(read.size());
        stage.runner().assertAllFlowFilesTransferred("success", read.size());
    }

    private void put(String content) throws InitializationException {
        TestRunner writing = TestRunners.newTestRunner(PutDeltaTable.class);
        JsonTreeReader reader = new JsonTreeReader();
        writing.addControllerService("reader", reader);
        writing.enableControllerService(reader);
        writing.setProperty("Record Reader", "reader");
        writing.setProperty("Table Path", folder + "/table");
        writing.setProperty("Max Age before Commit", "0 sec");
        writing.enqueue(content);
        writing.run();
        writing.assertAllFlowFilesTransferred("success", 1);
    }

    private TestRunner reading() throws InitializationException {
        TestRunner reading = TestRunners.newTestRunner(GetDeltaTable.class);
        JsonRecordSetWriter writer = new JsonRecordSetWriter();
        reading.addControllerService("writer", writer);
        reading.setProperty(writer, "Schema Write Strategy", "no-schema");
        reading.setProperty(writer, "output-grouping", "output-oneline");
        reading.enableControllerService(writer);
        reading.setIncomingConnection(false);
        reading.setNonLoopConnection(false);
        reading.setProperty("Table Path", folder + "/table");
        reading.setProperty("Record Writer", "writer");
        reading.setProperty("Read", "Changes");
        reading.setProperty("Start At", "Beginning");
        return reading;
    }
}
