package io.nifistreaming.sandbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FlowDifferenceTest {
    @Test
    void aFlowDoesNotDifferFromItsOwnExport() {
        FlowDefinition canvas = FlowDefinition.of(SampleFlow.exported());

        List<FlowChange> changes = FlowDifference.between(SampleFlow.definition(), canvas, SampleFlow.catalogue());

        assertThat(changes).isEmpty();
    }

    @Test
    void aChangedPropertyIsSaidWithItsOldAndNewValue() {
        List<String> changes = after(
                "/flowContents/processors/1/properties",
                properties -> properties.put("Target", "#{other}").put("Mode", "changed"));

        assertThat(changes)
                .containsExactly(
                        "~ processor 'sample/Ask': property 'Mode': all -> changed",
                        "~ processor 'sample/Ask': property 'Target': #{target} -> #{other}");
    }

    @Test
    void aRemovedAndAnAddedComponentAreSaidByName() {
        List<String> changes =
                after("/flowContents/labels/0", label -> label.put("label", "Something else\nAsks and publishes."));

        assertThat(changes).containsExactly("+ label 'sample/Something else'", "- label 'sample/What it does'");
    }

    @Test
    void aServiceIsSaidByNameAndNotByIdentifier() {
        List<String> changes = after("/flowContents", group -> {
            ObjectNode second = group.withArray("controllerServices").get(0).deepCopy();
            second.put("identifier", "s-2").put("name", "Second");
            group.withArray("controllerServices").add(second);
            ((ObjectNode) group.at("/processors/0/properties")).put("Cluster", "s-2");
        });

        assertThat(changes)
                .containsExactly(
                        "~ processor 'sample/Publish': property 'Cluster': service Kafka -> service Second",
                        "+ service 'sample/Second'");
    }

    @Test
    void aMovedProcessorAndAChangedFieldAreSaidToo() {
        List<String> changes = after("/flowContents/processors/1", processor -> {
            processor.put("schedulingPeriod", "9 sec");
            processor.putObject("position").put("x", 5).put("y", 100);
        });

        assertThat(changes)
                .containsExactly(
                        "~ processor 'sample/Ask': position.x: 0 -> 5",
                        "~ processor 'sample/Ask': schedulingPeriod: 5 sec -> 9 sec");
    }

    @Test
    void whereTheImportedGroupLiesIsNoDifference() {
        List<String> changes =
                after("/flowContents", group -> group.putObject("position").put("x", 999));

        assertThat(changes).isEmpty();
    }

    @Test
    void parametersAreComparedApartFromComponents() {
        FlowDefinition changed = SampleFlow.definition("/parameterContexts/retail", context -> {
            ArrayNode parameters = context.withArray("parameters");
            ((ObjectNode) parameters.get(1)).put("value", "another");
        });

        assertThat(FlowDifference.between(SampleFlow.definition(), changed, SampleFlow.catalogue()))
                .isEmpty();
        assertThat(FlowDifference.betweenParameters(SampleFlow.definition(), changed))
                .extracting(FlowChange::toString)
                .containsExactly("~ parameters: retail/target: shop -> another");
    }

    private static List<String> after(String pointer, Consumer<ObjectNode> change) {
        FlowDefinition changed = FlowDefinition.of(SampleFlow.exported(pointer, change));
        return FlowDifference.between(SampleFlow.definition(), changed, SampleFlow.catalogue()).stream()
                .map(FlowChange::toString)
                .toList();
    }
}
