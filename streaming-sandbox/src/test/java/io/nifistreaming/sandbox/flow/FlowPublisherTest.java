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
    private final FlowPublisher publisher = new FlowPublisher(registry, SampleFlow.catalogue(), ForeignVersions.KEEP);

    @Test
    void aNewFlowBecomesVersionOne() {
        PublishOutcome outcome = publisher.publish("retail", SampleFlow.definition());

        assertThat(outcome).isEqualTo(new PublishOutcome.Published("retail-id", "sample-id", 1, List.of()));
        assertThat(registry.versions("sample-id")).hasSize(1);
    }

    @Test
    void thePublishedVersionIsTheFileAsItIs() {
        publisher.publish("retail", SampleFlow.definition());

        FlowDefinition stored =
                FlowDefinition.of(registry.versions("sample-id").get(0).snapshot());

        assertThat(stored.text()).isEqualTo(SampleFlow.definition().text());
    }

    @Test
    void theSameContentMakesNoNewVersionEvenIfAnotherInstallationExportedIt() {
        publisher.publish("retail", SampleFlow.definition());

        PublishOutcome outcome = publisher.publish("retail", FlowDefinition.of(SampleFlow.exported()));

        assertThat(outcome).isEqualTo(new PublishOutcome.Unchanged("retail-id", "sample-id", 1));
        assertThat(registry.versions("sample-id")).hasSize(1);
    }

    @Test
    void aChangeMakesTheNextVersionAndIsSaid() {
        publisher.publish("retail", SampleFlow.definition());

        PublishOutcome outcome = publisher.publish("retail", slow());

        assertThat(outcome.version()).isEqualTo(2);
        assertThat(outcome)
                .isInstanceOfSatisfying(PublishOutcome.Published.class, published -> assertThat(published.changes())
                        .extracting(FlowChange::toString)
                        .containsExactly("~ processor 'sample/Ask': schedulingPeriod: 5 sec -> 9 sec"));
    }

    @Test
    void aChangedParameterMakesANewVersionToo() {
        publisher.publish("retail", SampleFlow.definition());
        FlowDefinition changed = SampleFlow.definition(
                "/parameterContexts/retail/parameters/1", parameter -> parameter.put("value", "another"));

        PublishOutcome outcome = publisher.publish("retail", changed);

        assertThat(outcome.version()).isEqualTo(2);
    }

    @Test
    void aVersionThatSomebodyCommittedOnTheCanvasIsKeptAndItsMakerNamed() {
        publisher.publish("retail", SampleFlow.definition());
        commitOnTheCanvas("faster");

        PublishOutcome outcome = publisher.publish("retail", SampleFlow.definition());

        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Kept.class, kept -> {
            assertThat(kept.version()).isEqualTo(2);
            assertThat(kept.maker()).isEqualTo("anonymous at 2026-11-24T21:40:03Z with the comment 'faster'");
            assertThat(kept.changes())
                    .extracting(FlowChange::toString)
                    .containsExactly("~ processor 'sample/Ask': schedulingPeriod: 1 sec -> 5 sec");
        });
        assertThat(registry.versions("sample-id")).hasSize(2);
    }

    @Test
    void aCommittedVersionThatTheFileHoldsByNowIsNoObstacle() {
        publisher.publish("retail", SampleFlow.definition());
        FlowDefinition exported = commitOnTheCanvas("");

        assertThat(publisher.publish("retail", exported))
                .isEqualTo(new PublishOutcome.Unchanged("retail-id", "sample-id", 2));
    }

    @Test
    void whoeverWantsItPublishesOverACommittedVersionAndFromThenOnAsUsual() {
        publisher.publish("retail", SampleFlow.definition());
        commitOnTheCanvas("");

        PublishOutcome outcome = new FlowPublisher(registry, SampleFlow.catalogue(), ForeignVersions.OVERWRITE)
                .publish("retail", SampleFlow.definition());

        assertThat(outcome.version()).isEqualTo(3);
        assertThat(publisher.publish("retail", slow()).version()).isEqualTo(4);
    }

    private static FlowDefinition slow() {
        return SampleFlow.definition(
                "/flowContents/processors/1", processor -> processor.put("schedulingPeriod", "9 sec"));
    }

    /** What NiFi sends to Registry then. */
    private FlowDefinition commitOnTheCanvas(String comments) {
        FlowDefinition changed = SampleFlow.definition(
                "/flowContents/processors/1", processor -> processor.put("schedulingPeriod", "1 sec"));
        registry.add("retail-id", "sample-id", new FlowRegistry.Version(2, changed.json()), comments);
        return changed;
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
                    .put("author", "anonymous")
                    .put("timestamp", 1_795_556_403_000L)
                    .put("comments", comments);
            byFlow.computeIfAbsent(flowId, id -> new ArrayList<>()).add(new Version(version.number(), stored));
        }
    }
}
