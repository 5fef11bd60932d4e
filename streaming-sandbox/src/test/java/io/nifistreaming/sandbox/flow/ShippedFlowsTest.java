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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The flow files of this repository, against our NAR as it was just built. */
class ShippedFlowsTest {
    private final FlowFolder folder = ProjectFiles.flows();

    @Test
    void everyFlowPassesTheLint() {
        FlowLint lint = new FlowLint(folder.catalogue(ProjectFiles.nar()));

        List<FlowFolder.FlowFile> flows = folder.flows();

        assertThat(flows)
                .extracting(FlowFolder.FlowFile::name)
                .containsExactly(
                        "competitor-prices",
                        "lakehouse",
                        "nifi-logs",
                        "pos-logs",
                        "shop-events",
                        "syslog",
                        "web-access-logs");
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
    void aFieldThatIsTheKeyOfAFlowsRecordsIsTheKeyThatTheirTopicDeclares() throws IOException {
        TopicCatalog declared = TopicCatalog.read(folder.topics());
        Map<String, String> keys = new TreeMap<>();
        for (FlowComponent publisher : publishers()) {
            String field = publisher.properties().get("Message Key Field");
            if (field != null) {
                keys.put(publisher.properties().get("Topic Name"), field);
            }
        }

        assertThat(keys)
                .containsOnlyKeys("competitor_prices", "web_access_logs", "checkout_events", "inventory_updates");
        assertThat(keys).allSatisfy((topic, field) -> assertThat(declared.topics())
                .filteredOn(one -> one.name().equals(topic))
                .extracting(TopicDeclaration::key)
                .containsExactly(Optional.of(field)));
    }

    @Test
    void linesAreCutWhereTheTailEndsThemAndKeyedByTheirFile() {
        FlowComponent lines = SampleFlow.component(flow("pos-logs"), "Publish lines");
        FlowComponent events = SampleFlow.component(flow("nifi-logs"), "Publish events");

        assertThat(lines.properties())
                .containsEntry("Message Demarcator", "\n")
                .containsEntry("Message Key", "${tail.file}");
        // 1E is the tail's default Event Delimiter.
        assertThat(events.properties())
                .containsEntry("Message Demarcator", "${literal('%1E'):urlDecode()}")
                .containsEntry("Message Key", "${tail.file}");
    }

    /** NiFi's own order of a queue is that of content claims, which are used again and again. */
    @Test
    void whatIsTailedIsPublishedInTheOrderInWhichItWasRead() {
        for (FlowFolder.FlowFile file : folder.flows()) {
            Set<String> tails = file.definition().components(ComponentKind.PROCESSOR).stream()
                    .filter(processor -> processor.type().endsWith(".TailLogFiles"))
                    .map(FlowComponent::id)
                    .collect(Collectors.toSet());
            assertThat(file.definition().components(ComponentKind.CONNECTION))
                    .filteredOn(connection -> tails.contains(connection.end("source")))
                    .filteredOn(connection ->
                            connection.texts("selectedRelationships").contains("success"))
                    .allSatisfy(connection -> assertThat(connection.texts("prioritizers"))
                            .as(connection.label())
                            .containsExactly("org.apache.nifi.prioritizer.FirstInFirstOutPrioritizer"));
        }
    }

    @Test
    void noLogIsReadOnOneNodeAloneSinceEachReadsItsOwnDisk() {
        assertThat(all())
                .flatExtracting(flow -> flow.components(ComponentKind.PROCESSOR))
                .filteredOn(processor -> processor.type().endsWith(".TailLogFiles"))
                .hasSize(5)
                .allSatisfy(tail ->
                        assertThat(tail.json().path("executionNode").asText()).isEqualTo("ALL"));
    }

    @Test
    void whatNoPublisherTakesEndsInAQueueAndNowhereElse() {
        assertThat(publishers()).allSatisfy(publisher -> assertThat(publisher.texts("autoTerminatedRelationships"))
                .as(publisher.label())
                .containsExactly("success"));
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
        Map<String, String> placeholders = Map.of(
                "SHOP_URL", "http://127.0.0.1:1",
                "KAFKA_BOOTSTRAP", "127.0.0.1:2",
                "LOGS", "/sandbox/logs",
                "LAKE", "/sandbox/lake",
                "NIFI_LOG", "/sandbox/nifi/logs/nifi.log",
                "SYSLOG_PORT", "3",
                "LOOPBACK", "lo");

        List<ParameterContext> contexts = ParameterContextFile.read(folder.parameters("sandbox"), placeholders);

        assertThat(contexts.get(0).parameter("competitor.targets").orElseThrow().value())
                .hasValueSatisfying(targets ->
                        assertThat(targets).contains("http://127.0.0.1:1/").doesNotContain("@{"));
        assertThat(contexts.get(0).parameter("logs.pos.files").orElseThrow().value())
                .hasValue("/sandbox/logs/pos_app/*.log");
        assertThat(contexts.get(0).parameter("lake.path").orElseThrow().value()).hasValue("/sandbox/lake");
    }

    /** What bronze keeps is declared, and each row tells where it was in Kafka, without which an overlap is not cut. */
    @Test
    void theLakehouseKeepsDeclaredTopicsWithTheirPlaceInKafka() throws IOException {
        FlowComponent consumer = SampleFlow.component(flow("lakehouse"), "Consume topics");
        List<String> topics = List.of(consumer.properties().get("Topic Names").split(", "));

        assertThat(topics)
                .containsExactly("competitor_prices", "checkout_events", "inventory_updates", "pos_logs")
                .isSubsetOf(TopicCatalog.read(folder.topics()).topics().stream()
                        .map(TopicDeclaration::name)
                        .toList());
        assertThat(consumer.properties())
                .containsEntry("Consume Mode", "Json")
                .containsEntry("Value Field", "value")
                .doesNotContainKey("Kafka Fields");
    }

    private FlowDefinition flow(String name) {
        return folder.flows().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .definition();
    }

    private List<FlowComponent> publishers() {
        return folder.flows().stream()
                .flatMap(flow -> flow.definition().components(ComponentKind.PROCESSOR).stream())
                .filter(processor -> processor.type().endsWith(".PublishKafkaStream"))
                .toList();
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
