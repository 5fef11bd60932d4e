package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.nifi.processor.Processor;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;

/** What the settings dialog of a processor says, with a connection that nothing is connected to. */
final class Dialog {
    private final TestRunner runner;
    private final Map<String, String> minimal;

    Dialog(Class<? extends Processor> type, Map<String, String> minimal) {
        this.runner = TestRunners.newTestRunner(type);
        this.minimal = minimal;
        KafkaConnection service = new KafkaConnection();
        try {
            runner.addControllerService("kafka", service, Map.of("Bootstrap Servers", "127.0.0.1:9092"));
        } catch (InitializationException broken) {
            throw new IllegalStateException(broken);
        }
        runner.enableControllerService(service);
        runner.setProperty("Kafka Connection", "kafka");
        minimal.forEach(runner::setProperty);
    }

    TestRunner runner() {
        return runner;
    }

    /** A value is refused, with the field's name and what would be right; afterwards the field is as before. */
    void refuses(String field, String value, String remedy) {
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
        if (minimal.containsKey(field)) {
            runner.setProperty(field, minimal.get(field));
        }
    }
}
