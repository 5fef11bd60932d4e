package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.Certificates;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.util.MockComponentLog;
import org.apache.nifi.util.MockConfigurationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConnectionIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @TempDir
    private Path folder;

    @Test
    void publishesOverTlsAsAScramUserWithPemText() throws IOException {
        Map<String, String> connection = sasl("SASL_SSL", "SCRAM-SHA-512", "alice");
        connection.put("TLS Source", "PEM");
        connection.put("PEM Trusted Certificates", KAFKA.certificates().brokerCertificatePem());

        publishes(connection);
    }

    @Test
    void publishesOverTlsAsAScramUserWithATrustStore() throws IOException {
        Map<String, String> connection = sasl("SASL_SSL", "SCRAM-SHA-256", "bob");
        connection.put("TLS Source", "Key Store Files");
        connection.put(
                "Trust Store File", KAFKA.certificates().brokerTrustStore().toString());
        connection.put("Trust Store Password", Certificates.PASSWORD);

        publishes(connection);
    }

    @Test
    void publishesWithAClientCertificateFromKeyStores() {
        Map<String, String> connection = new HashMap<>();
        connection.put("Bootstrap Servers", KAFKA.bootstrap("SSL"));
        connection.put("Security Protocol", "SSL");
        connection.put("TLS Source", "Key Store Files");
        connection.put(
                "Trust Store File", KAFKA.certificates().brokerTrustStore().toString());
        connection.put("Trust Store Password", Certificates.PASSWORD);
        connection.put("Key Store File", KAFKA.certificates().clientKeyStore().toString());
        connection.put("Key Store Password", Certificates.PASSWORD);

        publishes(connection);
    }

    @Test
    void publishesWithAClientCertificateFromPemFiles() throws IOException {
        Map<String, String> connection = new HashMap<>();
        connection.put("Bootstrap Servers", KAFKA.bootstrap("SSL"));
        connection.put("Security Protocol", "SSL");
        connection.put("TLS Source", "PEM");
        connection.put(
                "PEM Trusted Certificates", file("ca.pem", KAFKA.certificates().brokerCertificatePem()));
        connection.put(
                "PEM Certificate Chain", file("client.pem", KAFKA.certificates().clientCertificatePem()));
        connection.put(
                "PEM Private Key", file("client.key", KAFKA.certificates().clientKeyPem()));

        publishes(connection);
    }

    @Test
    void publishesOverTlsAsAPlainUser() throws IOException {
        Map<String, String> connection = sasl("SASL_SSL", "PLAIN", "alice");
        connection.put("TLS Source", "PEM");
        connection.put("PEM Trusted Certificates", KAFKA.certificates().brokerCertificatePem());

        publishes(connection);
    }

    @Test
    void aWrongPasswordKeepsInputQueuedAndIsNeverShown() {
        Map<String, String> connection = sasl("SASL_PLAINTEXT", "SCRAM-SHA-512", "alice");
        connection.put("SASL Password", "not-the-secret");
        Stage stage = Stage.on(KAFKA, connection);

        stage.runner().enqueue("{}");
        stage.runner().run(1, false);
        stage.runner().run(1, true, false);

        assertThat(stage.runner().getQueueSize().getObjectCount()).isEqualTo(1);
        assertThat(stage.values()).isEmpty();
        assertThat(stage.runner().getLogger().getWarnMessages())
                .singleElement()
                .satisfies(warning ->
                        assertThat(warning.getMsg()).contains("authentication").doesNotContain("not-the-secret"));
    }

    @Test
    void verifyTellsWhetherTheClusterAnswersAndNeverThePassword() {
        Map<String, String> right = sasl("SASL_PLAINTEXT", "SCRAM-SHA-512", "alice");
        Map<String, String> wrong = new HashMap<>(right);
        wrong.put("SASL Password", "not-the-secret");

        assertThat(verify(right))
                .extracting(ConfigVerificationResult::getOutcome)
                .containsOnly(Outcome.SUCCESSFUL);
        assertThat(verify(wrong)).last().satisfies(result -> {
            assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.getExplanation()).isNotBlank().doesNotContain("not-the-secret");
        });
    }

    private static void publishes(Map<String, String> connection) {
        Stage stage = Stage.on(KAFKA, connection);
        stage.runner().enqueue("{\"n\":1}\n{\"n\":2}\n");
        stage.runner().run();

        stage.runner().assertAllFlowFilesTransferred(PublishKafkaStream.SUCCESS, 1);
        assertThat(stage.values()).containsExactly("{\"n\":1}", "{\"n\":2}");
    }

    private static List<ConfigVerificationResult> verify(Map<String, String> settings) {
        KafkaConnection service = new KafkaConnection();
        Map<PropertyDescriptor, String> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put(service.getPropertyDescriptor(name), value));
        return service.verify(
                new MockConfigurationContext(properties, null), new MockComponentLog("id", service), Map.of());
    }

    private static Map<String, String> sasl(String protocol, String mechanism, String user) {
        Map<String, String> connection = new HashMap<>();
        connection.put("Bootstrap Servers", KAFKA.bootstrap(protocol));
        connection.put("Security Protocol", protocol);
        connection.put("SASL Mechanism", mechanism);
        connection.put("SASL Username", user);
        connection.put("SASL Password", EmbeddedKafka.passwordOf(user));
        return connection;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
