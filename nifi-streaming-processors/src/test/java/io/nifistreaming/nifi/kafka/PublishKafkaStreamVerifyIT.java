package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.junit.jupiter.api.Test;

/** What NiFi's "verify" dialog shows for the processor. */
class PublishKafkaStreamVerifyIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @Test
    void aClusterThatAnswersAndATopicWeMayWriteToPass() {
        Stage stage = Stage.on(KAFKA, 3);

        List<ConfigVerificationResult> results = verify(stage, Map.of());

        assertThat(results)
                .extracting(ConfigVerificationResult::getOutcome)
                .containsExactly(Outcome.SUCCESSFUL, Outcome.SUCCESSFUL);
        assertThat(results.get(0).getExplanation()).contains("1 brokers");
        assertThat(results.get(1).getVerificationStepName()).contains(stage.topic());
        assertThat(results.get(1).getExplanation()).isEqualTo("3 partitions");
    }

    @Test
    void theTopicMayComeFromTheAttributesOfTheDialogAndIsSkippedWithoutThem() {
        Stage stage = Stage.on(KAFKA, 1).with("Topic Name", "${kafka.topic}");

        ConfigVerificationResult given =
                verify(stage, Map.of("kafka.topic", stage.topic())).get(1);
        ConfigVerificationResult missing = verify(stage, Map.of()).get(1);

        assertThat(given.getOutcome()).isEqualTo(Outcome.SUCCESSFUL);
        assertThat(missing.getOutcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(missing.getExplanation()).contains("attribute");
    }

    @Test
    void aClusterThatDoesNotAnswerFailsAndNothingElseIsTried() throws IOException {
        Stage stage = Stage.on(
                KAFKA,
                Map.of(
                        "Bootstrap Servers", "127.0.0.1:" + portWithoutAnybody(),
                        "default.api.timeout.ms", "1500",
                        "request.timeout.ms", "1000"));

        assertThat(verify(stage, Map.of())).singleElement().satisfies(result -> {
            assertThat(result.getVerificationStepName()).isEqualTo("Connect");
            assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.getExplanation()).contains("No answer that helps from the broker");
        });
    }

    @Test
    void anUnknownTopicFailsAndIsNotCreated() throws ExecutionException, InterruptedException {
        Stage stage = Stage.on(KAFKA, 1).with("Topic Name", "never-declared");

        List<ConfigVerificationResult> results = verify(stage, Map.of());

        assertThat(results.get(0).getOutcome()).isEqualTo(Outcome.SUCCESSFUL);
        assertThat(results.get(1).getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(results.get(1).getExplanation()).contains("does not exist").contains("create it");
        try (Admin admin = KAFKA.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("never-declared");
        }
    }

    @Test
    void aTopicThatWeMayNotDescribeOrNotWriteToFailsWithTheRightThatIsMissing()
            throws ExecutionException, InterruptedException {
        Stage hidden = Stage.on(KAFKA, asAlice("alice-secret"));
        Stage readOnly = Stage.on(KAFKA, asAlice("alice-secret"));
        deny(hidden.topic(), AclOperation.DESCRIBE);
        deny(readOnly.topic(), AclOperation.WRITE);

        for (Stage stage : List.of(hidden, readOnly)) {
            List<ConfigVerificationResult> results = verify(stage, Map.of());
            assertThat(results.get(0).getOutcome()).isEqualTo(Outcome.SUCCESSFUL);
            assertThat(results.get(1).getOutcome()).isEqualTo(Outcome.FAILED);
            assertThat(results.get(1).getExplanation())
                    .contains("Not authorised")
                    .contains("WRITE");
        }
    }

    @Test
    void wrongCredentialsFailAndAreNotRepeated() {
        Stage stage = Stage.on(KAFKA, asAlice("not-the-secret"));

        assertThat(verify(stage, Map.of())).singleElement().satisfies(result -> {
            assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.getExplanation()).contains("credentials").doesNotContain("not-the-secret");
        });
    }

    @Test
    void settingsThatNoClientCanBeMadeOfFailWithTheReason() {
        Map<String, String> connection = new HashMap<>();
        connection.put("Bootstrap Servers", KAFKA.bootstrap("SSL"));
        connection.put("Security Protocol", "SSL");
        connection.put("TLS Source", "Key Store Files");
        connection.put(
                "Trust Store File", KAFKA.certificates().brokerTrustStore().toString());
        connection.put("Trust Store Password", "not-the-secret");
        Stage stage = Stage.on(KAFKA, connection);

        assertThat(verify(stage, Map.of())).singleElement().satisfies(result -> {
            assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.getExplanation()).contains("password").doesNotContain("not-the-secret");
        });
    }

    private static List<ConfigVerificationResult> verify(Stage stage, Map<String, String> attributes) {
        PublishKafkaStream processor = (PublishKafkaStream) stage.runner().getProcessor();
        return processor.verify(
                stage.runner().getProcessContext(), stage.runner().getLogger(), attributes);
    }

    private static Map<String, String> asAlice(String password) {
        return Map.of(
                "Bootstrap Servers", KAFKA.bootstrap("SASL_PLAINTEXT"),
                "Security Protocol", "SASL_PLAINTEXT",
                "SASL Mechanism", "SCRAM-SHA-512",
                "SASL Username", "alice",
                "SASL Password", password);
    }

    /** Denies that alone; without ACLs everything is allowed, with one nothing else is. */
    private static void deny(String topic, AclOperation denied) throws ExecutionException, InterruptedException {
        List<AclBinding> bindings = new ArrayList<>();
        for (AclOperation operation : List.of(AclOperation.WRITE, AclOperation.DESCRIBE)) {
            bindings.add(new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                    new AccessControlEntry(
                            "User:alice",
                            "*",
                            operation,
                            operation == denied ? AclPermissionType.DENY : AclPermissionType.ALLOW)));
        }
        try (Admin admin = KAFKA.admin()) {
            admin.createAcls(bindings).all().get();
        }
    }

    private static int portWithoutAnybody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
