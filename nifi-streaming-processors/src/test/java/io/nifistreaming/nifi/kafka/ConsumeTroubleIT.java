package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.util.Map;
import org.apache.nifi.json.JsonTreeReader;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.record.MockRecordWriter;
import org.apache.nifi.serialization.record.RecordSchema;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.Test;

/** What a person has to mend: told once, and nothing is lost meanwhile. */
class ConsumeTroubleIT {
    @Test
    void aBrokerThatGoesAwayIsOneBulletinAndItsReturnIsReadOn() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Map.of());
                ConsumeStage stage = ConsumeStage.on(
                        kafka, Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000"))) {
            stage.send("a");
            stage.take("success", 1);

            kafka.stop();
            Await.until("a bulletin", () -> {
                stage.trigger();
                return !warnings(stage).isEmpty();
            });
            for (int again = 0; again < 20; again++) {
                stage.trigger();
            }
            assertThat(warnings(stage)).contains("broker-unavailable").doesNotContain("\n");

            kafka.restart();
            stage.send("b");
            MockFlowFile back = stage.take("success", 2).get(1);

            back.assertContentEquals("b");
            assertThat(warnings(stage)).doesNotContain("\n");
        }
    }

    @Test
    void aWriterWithoutASchemaHoldsTheRecordsBackUntilItHasOne() {
        ForgetfulWriter writer = new ForgetfulWriter();
        try (ConsumeStage stage = ConsumeStage.on(EmbeddedKafka.shared())
                .service("reader", new JsonTreeReader(), Map.of())
                .service("writer", writer, Map.of())
                .with("Consume Mode", "Record")
                .with("Record Reader", "reader")
                .with("Record Writer", "writer")
                .with("Kafka Fields", "None")) {
            stage.send("{\"sku\":\"A\"}");
            Await.until("a bulletin", () -> {
                stage.trigger();
                return !warnings(stage).isEmpty();
            });
            stage.runner().assertTransferCount("success", 0);
            stage.runner().assertTransferCount("parse.failure", 0);
            assertThat(warnings(stage)).contains("has no schema");

            writer.remembers = true;

            stage.take("success", 1).get(0).assertContentEquals("\"A\"\n");
        }
    }

    /** One a line. */
    private static String warnings(ConsumeStage stage) {
        TestRunner runner = stage.runner();
        return runner.getLogger().getWarnMessages().stream()
                .map(message -> message.getMsg())
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    private static final class ForgetfulWriter extends MockRecordWriter {
        private volatile boolean remembers;

        @Override
        public RecordSchema getSchema(Map<String, String> variables, RecordSchema readSchema)
                throws SchemaNotFoundException {
            if (!remembers) {
                throw new SchemaNotFoundException("No schema named 'prices'");
            }
            return readSchema;
        }
    }
}
