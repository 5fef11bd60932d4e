package io.nifistreaming.sandbox.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.sandbox.SandboxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FlowDefinitionTest {
    @Test
    void theCanonicalFormOfACanonicalFormIsItself() {
        FlowDefinition flow = SampleFlow.definition();

        String again = FlowDefinition.parse(flow.text()).text();

        assertThat(again).isEqualTo(flow.text());
    }

    @Test
    void twoExportsOfTheSameFlowGiveTheSameTextWhateverTheirIdentifiersAndOrder() {
        String other = SampleFlow.exported()
                .toString()
                .replace("p-1", "9a1b")
                .replace("p-2", "77ff")
                .replace("s-1", "0c0c")
                .replace("g-1", "1111")
                .replace("c-1", "5e5e");
        ObjectNode reordered = (ObjectNode) SampleFlow.json(other);
        reverse((ArrayNode) reordered.at("/flowContents/processors"));
        reverse((ArrayNode) reordered.at("/flowContents/connections"));
        reverse((ArrayNode) reordered.at("/flowContents/connections/1/selectedRelationships"));
        reverse((ArrayNode) reordered.at("/parameterContexts/retail/parameters"));

        String text = FlowDefinition.of(reordered).text();

        assertThat(text).isEqualTo(FlowDefinition.of(SampleFlow.exported()).text());
    }

    @Test
    void anIdentifierComesFromTheNameAndReferencesFollowIt() {
        FlowDefinition flow = SampleFlow.definition();

        String service = SampleFlow.component(flow, "Kafka").id();
        FlowComponent publish = SampleFlow.component(flow, "Publish");
        FlowComponent connection = SampleFlow.component(flow, "Ask -invalid,success-> Publish");

        assertThat(service)
                .isEqualTo(UUID.nameUUIDFromBytes("flow:sample/SERVICE:Kafka".getBytes(StandardCharsets.UTF_8))
                        .toString());
        assertThat(publish.properties()).containsEntry("Cluster", service);
        assertThat(connection.end("destination")).isEqualTo(publish.id());
        assertThat(publish.json().path("groupIdentifier").asText())
                .isEqualTo(flow.json().at("/flowContents/identifier").asText());
    }

    @Test
    void whatTheExportingInstallationAddedIsGone() {
        String text = SampleFlow.definition().text();

        assertThat(text)
                .doesNotContain("instanceIdentifier", "snapshotMetadata", "timestamp", "RUNNING", "unset", "null");
        assertThat(text).doesNotContain("17.5", "400.4", "300.2").contains("\"x\": 701");
        assertThat(text).doesNotContain("defaultFlowFileExpiration", "retryCount");
    }

    @Test
    void whatRegistryWouldDropStaysForTheLintToSee() {
        FlowDefinition flow =
                SampleFlow.definition("/flowContents/processors/0", processor -> processor.put("retryCount", 3));

        assertThat(flow.text()).contains("\"retryCount\": 3");
    }

    @Test
    void aPropertyAtItsDefaultIsLeftOutAndAnyOtherStays() {
        FlowDefinition flow = SampleFlow.definition();
        FlowDefinition changed = SampleFlow.definition(
                "/flowContents/processors/1/properties",
                properties -> properties.put("Mode", "changed").put("Threshold", "1"));

        assertThat(SampleFlow.component(flow, "Ask").properties()).containsOnlyKeys("Target", "Token");
        assertThat(SampleFlow.component(changed, "Ask").properties()).containsEntry("Mode", "changed");
    }

    @Test
    void aDescriptorStaysOnlyWhereItSaysMoreThanThePropertyDoes() {
        JsonNode publish =
                SampleFlow.component(SampleFlow.definition(), "Publish").json().path("propertyDescriptors");
        JsonNode ask =
                SampleFlow.component(SampleFlow.definition(), "Ask").json().path("propertyDescriptors");

        assertThat(publish.fieldNames()).toIterable().containsExactly("Cluster");
        assertThat(ask.path("Token").path("sensitive").asBoolean()).isTrue();
    }

    @Test
    void twoComponentsWithOneNameGetDifferentIdentifiers() {
        FlowDefinition flow =
                SampleFlow.definition("/flowContents/processors/0", processor -> processor.put("name", "Ask"));

        List<String> ids = flow.components(ComponentKind.PROCESSOR).stream()
                .map(FlowComponent::id)
                .toList();

        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void anExportTakesOverTheParametersOfTheFileAndNotThoseOfTheInstallation() {
        ObjectNode exported = SampleFlow.exported(
                "/parameterContexts/retail/parameters/1", target -> target.put("value", "production-shop"));
        ((ArrayNode) exported.at("/parameterContexts/retail/parameters"))
                .addObject()
                .put("name", "another.flows.parameter")
                .put("value", "x");

        FlowDefinition kept = FlowDefinition.of(exported).withParametersOf(Optional.of(SampleFlow.definition()));
        FlowDefinition fresh = FlowDefinition.of(exported).withParametersOf(Optional.empty());

        assertThat(kept.parameterContexts()).isEqualTo(SampleFlow.definition().parameterContexts());
        assertThat(fresh.parameterContexts().get(0).parameters())
                .extracting(ParameterContext.Entry::name, ParameterContext.Entry::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("target", Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple("token", Optional.empty()));
    }

    @Test
    void somethingThatIsNoFlowIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> FlowDefinition.parse("{\"processors\": []}"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("flowContents")
                .hasMessageContaining("Download flow definition");
        assertThatThrownBy(() -> FlowDefinition.parse("not JSON")).isInstanceOf(SandboxException.class);
    }

    private static void reverse(ArrayNode array) {
        ArrayNode copy = array.deepCopy();
        array.removeAll();
        for (int i = copy.size() - 1; i >= 0; i--) {
            array.add(copy.get(i));
        }
    }
}
