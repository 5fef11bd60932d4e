package io.nifistreaming.sandbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowPublisherTest {
    private final FakeRegistry registry = new FakeRegistry();
    private final FlowPublisher publisher = new FlowPublisher(registry, SampleFlow.catalogue());

    @Test
    void aNewFlowBecomesVersionOne() {
        PublishOutcome outcome = publisher.publish("retail", SampleFlow.definition(), "first");

        assertThat(outcome).isEqualTo(new PublishOutcome.Published("retail-id", "sample-id", 1, List.of()));
        assertThat(registry.versions("sample-id")).hasSize(1);
    }

    @Test
    void thePublishedVersionIsTheFileAsItIs() {
        publisher.publish("retail", SampleFlow.definition(), "first");

        FlowDefinition stored =
                FlowDefinition.of(registry.versions("sample-id").get(0).snapshot());

        assertThat(stored.text()).isEqualTo(SampleFlow.definition().text());
    }

    @Test
    void theSameContentMakesNoNewVersionEvenIfAnotherInstallationExportedIt() {
        publisher.publish("retail", SampleFlow.definition(), "first");

        PublishOutcome outcome = publisher.publish("retail", FlowDefinition.of(SampleFlow.exported()), "second");

        assertThat(outcome).isEqualTo(new PublishOutcome.Unchanged("retail-id", "sample-id", 1));
        assertThat(registry.versions("sample-id")).hasSize(1);
    }

    @Test
    void aChangeMakesTheNextVersionAndIsSaid() {
        publisher.publish("retail", SampleFlow.definition(), "first");
        FlowDefinition changed = SampleFlow.definition(
                "/flowContents/processors/1", processor -> processor.put("schedulingPeriod", "9 sec"));

        PublishOutcome outcome = publisher.publish("retail", changed, "slower");

        assertThat(outcome.version()).isEqualTo(2);
        assertThat(outcome)
                .isInstanceOfSatisfying(PublishOutcome.Published.class, published -> assertThat(published.changes())
                        .extracting(FlowChange::toString)
                        .containsExactly("~ processor 'sample/Ask': schedulingPeriod: 5 sec -> 9 sec"));
    }

    @Test
    void aChangedParameterMakesANewVersionToo() {
        publisher.publish("retail", SampleFlow.definition(), "first");
        FlowDefinition changed = SampleFlow.definition(
                "/parameterContexts/retail/parameters/1", parameter -> parameter.put("value", "another"));

        PublishOutcome outcome = publisher.publish("retail", changed, "another shop");

        assertThat(outcome.version()).isEqualTo(2);
    }

    /** A registry in memory that adds metadata of its own, as NiFi Registry does. */
    private static final class FakeRegistry implements FlowRegistry {
        private final Map<String, List<Version>> byFlow = new HashMap<>();

        List<Version> versions(String flowId) {
            return byFlow.getOrDefault(flowId, List.of());
        }

        @Override
        public String bucket(String name) {
            return name + "-id";
        }

        @Override
        public String flow(String bucketId, String flowName) {
            return flowName + "-id";
        }

        @Override
        public Optional<Version> latest(String bucketId, String flowId) {
            List<Version> versions = versions(flowId);
            return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
        }

        @Override
        public void add(String bucketId, String flowId, Version version, String comments) {
            ObjectNode stored = version.snapshot().deepCopy();
            stored.putObject("snapshotMetadata")
                    .put("version", version.number())
                    .put("comments", comments);
            byFlow.computeIfAbsent(flowId, id -> new ArrayList<>()).add(new Version(version.number(), stored));
        }
    }
}
