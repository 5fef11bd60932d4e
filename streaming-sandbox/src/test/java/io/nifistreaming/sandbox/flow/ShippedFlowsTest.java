package io.nifistreaming.sandbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.TopicCatalog;
import io.nifistreaming.kafka.TopicDeclaration;
import io.nifistreaming.sandbox.flow.lint.FlowLint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The flow files of this repository, against our NAR as it was just built. */
class ShippedFlowsTest {
    private final FlowFolder folder = ProjectFiles.flows();

    @Test
    void everyFlowPassesTheLint() {
        FlowLint lint = new FlowLint(ComponentCatalogue.ofNar(ProjectFiles.nar()));

        List<FlowFolder.FlowFile> flows = folder.flows();

        assertThat(flows).extracting(FlowFolder.FlowFile::name).contains("competitor-prices");
        assertThat(flows).allSatisfy(flow -> assertThat(lint.check(flow.definition()))
                .as(flow.name())
                .isEmpty());
    }

    @Test
    void everyStockFlowPassesTheLintWithTheListOfAllowedStockComponentsAlone() {
        FlowLint lint = new FlowLint(new ComponentCatalogue(List.of())
                .allowing(folder.stockAllowList().orElseThrow()));

        List<FlowDefinition> flows =
                folder.stockFlows().stream().map(FlowDefinition::read).toList();

        assertThat(flows).extracting(FlowDefinition::name).contains("competitor-prices-stock");
        assertThat(flows)
                .allSatisfy(flow -> assertThat(lint.check(flow)).as(flow.name()).isEmpty());
    }

    @Test
    void aFlowIsNamedLikeItsFile() {
        assertThat(folder.flows())
                .allSatisfy(flow -> assertThat(flow.definition().name()).isEqualTo(flow.name()));
    }

    @Test
    void everyTopicThatAFlowPublishesToIsDeclared() throws IOException {
        List<String> declared = TopicCatalog.read(folder.topics()).topics().stream()
                .map(TopicDeclaration::name)
                .toList();

        Map<String, String> used = topicsUsed();

        assertThat(used).isNotEmpty();
        assertThat(declared).containsAll(used.values());
    }

    @Test
    void thePricesAreKeyedAsTheirTopicSays() {
        FlowDefinition flow = folder.flows().stream()
                .filter(one -> one.name().equals("competitor-prices"))
                .findFirst()
                .orElseThrow()
                .definition();

        FlowComponent publisher = SampleFlow.component(flow, "Publish prices");

        assertThat(publisher.properties())
                .containsEntry("Topic Name", "competitor_prices")
                .containsEntry("Message Key Field", "/sku");
    }

    @Test
    void noTwoPublishersShareATransactionalIdPrefix() {
        List<String> prefixes = all().stream()
                .flatMap(flow -> flow.components(ComponentKind.PROCESSOR).stream())
                .flatMap(processor ->
                        Optional.ofNullable(processor.properties().get("Transactional Id Prefix")).stream())
                .toList();

        assertThat(prefixes).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
    }

    @Test
    void everyEnvironmentDeclaresTheParametersThatTheFlowsUseAsTheFlowsDo() {
        assertThat(folder.environments()).containsExactly("dev", "production", "sandbox", "staging");

        for (FlowFolder.FlowFile flow : folder.flows()) {
            for (ParameterContext used : flow.definition().parameterContexts()) {
                for (String environment : folder.environments()) {
                    ParameterContext declared = ParameterContextFile.read(folder.parameters(environment)).stream()
                            .filter(context -> context.name().equals(used.name()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(described(declared)).as(environment).containsAllEntriesOf(described(used));
                }
            }
        }
    }

    @Test
    void noEnvironmentHoldsASecret() {
        for (String environment : folder.environments()) {
            List<ParameterContext.Entry> parameters = ParameterContextFile.read(folder.parameters(environment)).stream()
                    .flatMap(context -> context.parameters().stream())
                    .toList();

            assertThat(parameters).filteredOn(ParameterContext.Entry::sensitive).isNotEmpty();
            assertThat(parameters)
                    .filteredOn(ParameterContext.Entry::sensitive)
                    .allSatisfy(
                            secret -> assertThat(secret.value()).as(environment).isEmpty());
            assertThat(parameters)
                    .filteredOn(one -> one.name().matches("(?i).*(password|secret|token|api.?key).*"))
                    .allSatisfy(
                            one -> assertThat(one.sensitive()).as(one.name()).isTrue());
        }
    }

    @Test
    void theSandboxNeedsNoFurtherPlaceholders() {
        Map<String, String> placeholders = Map.of("SHOP_URL", "http://127.0.0.1:1", "KAFKA_BOOTSTRAP", "127.0.0.1:2");

        List<ParameterContext> contexts = ParameterContextFile.read(folder.parameters("sandbox"), placeholders);

        assertThat(contexts.get(0).parameter("competitor.targets").orElseThrow().value())
                .hasValueSatisfying(targets ->
                        assertThat(targets).contains("http://127.0.0.1:1/").doesNotContain("@{"));
    }

    private List<FlowDefinition> all() {
        List<FlowDefinition> all = new ArrayList<>();
        folder.flows().forEach(flow -> all.add(flow.definition()));
        folder.stockFlows().forEach(file -> all.add(FlowDefinition.read(file)));
        return all;
    }

    /** Topics by the processor that publishes to them. */
    private Map<String, String> topicsUsed() {
        Map<String, String> used = new TreeMap<>();
        for (FlowDefinition flow : all()) {
            for (FlowComponent processor : flow.components(ComponentKind.PROCESSOR)) {
                processor.properties().forEach((name, value) -> {
                    if (name.equals("Topic Name") || name.equals("topic")) {
                        used.put(processor.path(), value);
                    }
                });
            }
        }
        return used;
    }

    private static Map<String, String> described(ParameterContext context) {
        return context.parameters().stream()
                .collect(Collectors.toMap(
                        ParameterContext.Entry::name, one -> one.description() + (one.sensitive() ? " (s)" : "")));
    }
}
