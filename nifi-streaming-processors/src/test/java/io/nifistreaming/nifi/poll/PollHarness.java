package io.nifistreaming.nifi.poll;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nifistreaming.store.RocksKeyedStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.provenance.ProvenanceEventRecord;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.LogMessage;
import org.apache.nifi.util.MockComponentLog;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;

/** A running processor on a store directory, as NiFi would run it. */
final class PollHarness implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final PollCompetitorPrices processor;
    private final TestRunner runner;
    private boolean started;

    PollHarness(Path store, String targets) {
        this(
                new PollCompetitorPrices(directory -> RocksKeyedStore.open(directory, 8L << 20), Clock.systemUTC()),
                store);
        runner.setProperty(PollProperties.TARGETS, targets);
    }

    PollHarness(PollCompetitorPrices processor, Path store) {
        this.processor = processor;
        this.runner = TestRunners.newTestRunner(processor);
        runner.setProperty(PollProperties.STORE_DIRECTORY, store.toString());
        runner.setProperty(PollProperties.POLL_INTERVAL, "50 ms");
        runner.setProperty(HttpProperties.BACKOFF_BASE, "10 ms");
        runner.setProperty(HttpProperties.BACKOFF_CAP, "20 ms");
        runner.setIncomingConnection(false);
        runner.setNonLoopConnection(false);
    }

    TestRunner runner() {
        return runner;
    }

    /** Adds the service, enables it, and names it in the property. */
    PollHarness with(PropertyDescriptor property, ControllerService service) throws InitializationException {
        runner.addControllerService(property.getName(), service);
        runner.enableControllerService(service);
        runner.setProperty(property, property.getName());
        return this;
    }

    PollCompetitorPrices processor() {
        return processor;
    }

    /** Triggers once, starting the processor before the first time. */
    void trigger() {
        runner.run(1, false, !started);
        started = true;
    }

    /** Triggers until the condition holds. */
    void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + PATIENCE);
            }
            trigger();
            LockSupport.parkNanos(2_000_000);
        }
    }

    List<MockFlowFile> files(Relationship relationship) {
        return runner.getFlowFilesForRelationship(relationship);
    }

    int count(Relationship relationship) {
        return files(relationship).size();
    }

    /** All records of a relationship, in order. */
    List<JsonNode> records(Relationship relationship) {
        List<JsonNode> records = new ArrayList<>();
        for (MockFlowFile file : files(relationship)) {
            for (String line : new String(file.toByteArray(), UTF_8).split("\n", -1)) {
                if (!line.isEmpty()) {
                    records.add(json(line));
                }
            }
        }
        return records;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    /** Whatever somebody may read: logs, attributes, contents and provenance. */
    String everythingSaid() {
        MockComponentLog log = runner.getLogger();
        List<LogMessage> messages = new ArrayList<>(log.getErrorMessages());
        messages.addAll(log.getWarnMessages());
        messages.addAll(log.getInfoMessages());
        messages.addAll(log.getDebugMessages());
        StringBuilder said = new StringBuilder();
        for (LogMessage message : messages) {
            said.append(message.getMsg())
                    .append(' ')
                    .append(message.getThrowable())
                    .append('\n');
        }
        for (Relationship relationship : processor.getRelationships()) {
            for (MockFlowFile file : files(relationship)) {
                said.append(file.getAttributes()).append(file.getContent()).append('\n');
            }
        }
        for (ProvenanceEventRecord event : runner.getProvenanceEvents()) {
            said.append(event.getTransitUri()).append(' ').append(event.getDetails());
            said.append(event.getUpdatedAttributes()).append('\n');
        }
        return said.toString();
    }

    /** Stops as a person stops it. */
    void stop() {
        processor.stop();
        started = false;
    }

    @Override
    public void close() {
        processor.stop();
    }
}
