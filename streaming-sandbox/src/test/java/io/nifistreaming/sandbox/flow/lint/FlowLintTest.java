package io.nifistreaming.sandbox.flow.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.SampleFlow;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test breaks a flow that is in order, and expects one rule to say so: no rule that cannot fail. */
class FlowLintTest {
    private static final String GROUP = "/flowContents";
    private static final String PUBLISH = "/flowContents/processors/0";
    private static final String ASK = "/flowContents/processors/1";
    private static final String SERVICE = "/flowContents/controllerServices/0";
    private static final String CONNECTION = "/flowContents/connections/0";
    private static final String CONTEXT = "/parameterContexts/retail";

    private final FlowLint lint = new FlowLint(SampleFlow.catalogue());

    @Test
    void aFlowInOrderHasNoFindings() {
        List<LintFinding> findings =
                lint.check(FlowDefinition.parse(SampleFlow.definition().text()));

        assertThat(findings).isEmpty();
    }

    @Test
    void anUnknownTypeIsAGhost() {
        expect("types", ASK, ask -> ask.put("type", "sample.Sauce"), "sample.Sauce", "sample.Source");
    }

    @Test
    void aBundleOfAnotherVersionIsFound() {
        expect(
                "types",
                ASK + "/bundle",
                bundle -> bundle.put("version", "0.9"),
                "sample:sample-nar:0.9",
                "sample:sample-nar:1.0");
    }

    @Test
    void aServiceThatClaimsAnApiItDoesNotHaveIsFound() {
        expect(
                "types",
                SERVICE + "/controllerServiceApis/0",
                api -> api.put("type", "sample.OtherApi"),
                "sample.OtherApi");
    }

    @Test
    void aPropertyThatTheTypeDoesNotHaveIsFound() {
        expect("properties", ASK + "/properties", properties -> properties.put("Tarket", "x"), "Tarket", "Target");
    }

    @Test
    void aPropertyOfTheUsersNamingIsTakenWhereTheTypeTakesIt() {
        FlowDefinition flow =
                SampleFlow.definition(PUBLISH + "/properties", properties -> properties.put("compression.type", "lz4"));

        assertThat(lint.check(flow)).isEmpty();
    }

    @Test
    void aValueThatThePropertyDoesNotTakeIsFound() {
        expect("properties", ASK + "/properties", properties -> properties.put("Mode", "some"), "Mode", "all, changed");
    }

    @Test
    void anAbsentRequiredPropertyIsFound() {
        expect("properties", SERVICE + "/properties", properties -> properties.remove("Address"), "Address");
    }

    @Test
    void aPropertyThatIsRequiredOnlyWithAnotherIsFoundOnlyThen() {
        expect(
                "properties",
                ASK + "/properties",
                properties -> properties.put("Mode", "changed"),
                "Threshold",
                "required");
    }

    @Test
    void aServiceThatIsNotInTheFlowIsFound() {
        expect("services", PUBLISH + "/properties", properties -> properties.put("Cluster", "gone"), "Cluster");
    }

    @Test
    void aServiceOfTheWrongKindIsFound() {
        List<LintFinding> findings = lint.check(SampleFlow.definition(SERVICE, service -> {
            service.put("type", "sample.Other");
            service.remove("controllerServiceApis");
            service.putObject("properties");
        }));

        assertThat(findings).extracting(LintFinding::rule).containsOnly("services");
    }

    @Test
    void aServiceReferenceThatTheImportWouldNotFollowIsFound() {
        expect(
                "services",
                PUBLISH,
                publish -> publish.remove("propertyDescriptors"),
                "Cluster",
                "identifiesControllerService");
    }

    @Test
    void anUndeclaredParameterIsFound() {
        expect("parameters", SERVICE + "/properties", properties -> properties.put("Address", "#{broker}"), "broker");
    }

    @Test
    void aParameterWithoutAContextIsFound() {
        List<LintFinding> findings =
                lint.check(SampleFlow.definition(GROUP, group -> group.remove("parameterContextName")));

        assertThat(findings).extracting(LintFinding::rule).containsOnly("parameters");
    }

    @Test
    void aParameterThatNothingUsesIsFound() {
        expect(
                "parameters",
                CONTEXT,
                context -> context.withArray("parameters").addObject().put("name", "left.over"),
                "left.over");
    }

    @Test
    void aParameterInTheSchedulingPeriodIsFoundBecauseNifi116DoesNotFillItIn() {
        expect("parameters", ASK, ask -> ask.put("schedulingPeriod", "#{target}"), "schedulingPeriod");
    }

    @Test
    void aSensitivePropertyWithAValueIsFound() {
        List<LintFinding> findings = lint.check(
                SampleFlow.definition(ASK + "/properties", properties -> properties.put("Token", "hunter2")));

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo("secrets");
            assertThat(finding.message()).contains("Token").doesNotContain("hunter2");
        });
    }

    @Test
    void aSensitiveParameterWithAValueIsFound() {
        expect("secrets", CONTEXT + "/parameters/0", token -> token.put("value", "hunter2"), "token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "********",
                "enc{0a1b2c}",
                "-----BEGIN RSA PRIVATE KEY-----",
                "https://shop:hunter2@example.org/",
                "Bearer eyJhbGciOiJIUzI1NiJ9.e30",
                "org.example.Login required username=\"a\" password=\"hunter2\";"
            })
    void aTextThatLooksLikeASecretIsFoundWhereverItStands(String secret) {
        expect("secrets", PUBLISH + "/properties", properties -> properties.put("my.own", secret), "secret");
    }

    @Test
    void aRelationshipThatGoesNowhereIsFound() {
        expect(
                "relationships",
                CONNECTION,
                connection -> connection.putArray("selectedRelationships").add("success"),
                "'invalid' goes nowhere");
    }

    @Test
    void aRelationshipThatTheTypeDoesNotHaveIsFound() {
        expect(
                "relationships",
                CONNECTION,
                connection -> ((ArrayNode) connection.get("selectedRelationships")).add("unchanged"),
                "no relationship 'unchanged'");
    }

    @Test
    void aRelationshipThatIsConnectedAndTerminatedIsFound() {
        expect(
                "relationships",
                ASK,
                ask -> ask.putArray("autoTerminatedRelationships").add("success"),
                "connected and terminated");
    }

    @Test
    void aTerminatedRelationshipNeedsNoConnection() {
        FlowDefinition flow = SampleFlow.definition(GROUP, group -> {
            ((ObjectNode) group.at("/connections/0"))
                    .putArray("selectedRelationships")
                    .add("success");
            ((ObjectNode) group.at("/processors/1"))
                    .putArray("autoTerminatedRelationships")
                    .add("invalid");
        });

        assertThat(lint.check(flow)).isEmpty();
    }

    @Test
    void aConnectionToNowhereIsFound() {
        expect("relationships", CONNECTION + "/destination", end -> end.put("id", "gone"), "destination");
    }

    @Test
    void aConnectionWithoutBackPressureIsFound() {
        expect(
                "relationships",
                CONNECTION,
                connection -> connection.put("backPressureObjectThreshold", 0),
                "back-pressure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retryCount", "maxBackoffPeriod", "backoffMechanism", "somethingOfNifi2"})
    void aFieldThatRegistryWouldDropIsFound(String field) {
        expect("registry", ASK, ask -> ask.put(field, "7"), field);
    }

    @Test
    void theFrameworksOwnRetryIsFoundBecauseRegistryWouldDropIt() {
        expect("registry", ASK, ask -> ask.putArray("retriedRelationships").add("success"), "retriedRelationships");
    }

    @Test
    void aGroupsDefaultBackPressureIsFoundBecauseRegistryWouldDropIt() {
        expect(
                "registry",
                GROUP,
                group -> group.put("defaultBackPressureObjectThreshold", 20),
                "defaultBackPressureObjectThreshold");
    }

    @Test
    void anInheritedParameterContextIsFoundBecauseRegistryWouldDropIt() {
        expect(
                "registry",
                CONTEXT,
                context -> context.putArray("inheritedParameterContexts").add("base"),
                "inherits");
    }

    @Test
    void twoComponentsWithOneNameAreFound() {
        List<LintFinding> findings = lint.check(SampleFlow.definition(GROUP, group -> {
            ObjectNode second = group.withArray("labels").get(0).deepCopy();
            second.put("identifier", "l-2");
            group.withArray("labels").add(second);
        }));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("names");
            assertThat(finding.where()).contains("What it does");
        });
    }

    @Test
    void aFileThatIsNotInCanonicalFormIsFoundWithTheFirstLine() {
        String text = SampleFlow.definition().text();
        FlowDefinition explicit = FlowDefinition.parse(
                text.replace("\"Target\": \"#{target}\"", "\"Mode\": \"all\",\n\"Target\": \"#{target}\""));
        FlowDefinition indented = FlowDefinition.parse(text.replaceFirst("\n ", "\n   "));

        assertThat(lint.check(explicit)).extracting(LintFinding::rule).containsExactly("canonical");
        assertThat(lint.check(indented)).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("line 2")
                .contains("./sandbox flows canonical --write"));
    }

    private void expect(String rule, String pointer, Consumer<ObjectNode> damage, String... said) {
        List<LintFinding> findings = lint.check(SampleFlow.definition(pointer, damage));

        assertThat(findings).isNotEmpty().allSatisfy(finding -> assertThat(finding.rule())
                .isEqualTo(rule));
        assertThat(findings).anySatisfy(finding -> assertThat(finding.message()).contains(said));
    }
}
