package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.Certificates;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecuredKafkaIT {
    private final EmbeddedKafka kafka = EmbeddedKafka.shared();
    private final String topic = "secured-" + UUID.randomUUID();

    @BeforeEach
    void createTopic() {
        kafka.createTopic(topic, 1, Map.of());
    }

    @Test
    void scramOverTlsWithAPemCertificatePublishes() throws IOException {
        Map<String, String> properties = sasl("SASL_SSL", "SCRAM-SHA-512", "alice", EmbeddedKafka.passwordOf("alice"));
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.certificates", kafka.certificates().brokerCertificatePem());

        assertThat(publish(properties, topic)).isInstanceOf(PublishOutcome.Done.class);
    }

    @Test
    void plainAndScramWithoutTlsPublish() {
        String password = EmbeddedKafka.passwordOf("bob");

        assertThat(publish(sasl("SASL_PLAINTEXT", "PLAIN", "bob", password), topic))
                .isInstanceOf(PublishOutcome.Done.class);
        assertThat(publish(sasl("SASL_PLAINTEXT", "SCRAM-SHA-256", "bob", password), topic))
                .isInstanceOf(PublishOutcome.Done.class);
    }

    @Test
    void aClientCertificateFromAKeyStoreOrInPemPublishes() throws IOException {
        Map<String, String> stores = new HashMap<>(Map.of(
                "bootstrap.servers",
                kafka.bootstrap("SSL"),
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                kafka.certificates().brokerTrustStore().toString(),
                "ssl.truststore.password",
                Certificates.PASSWORD,
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                kafka.certificates().clientKeyStore().toString(),
                "ssl.keystore.password",
                Certificates.PASSWORD));
        Map<String, String> pem = Map.of(
                "bootstrap.servers", kafka.bootstrap("SSL"),
                "security.protocol", "SSL",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", kafka.certificates().brokerCertificatePem(),
                "ssl.keystore.type", "PEM",
                "ssl.keystore.certificate.chain", kafka.certificates().clientCertificatePem(),
                "ssl.keystore.key", kafka.certificates().clientKeyPem());

        assertThat(publish(stores, topic)).isInstanceOf(PublishOutcome.Done.class);
        assertThat(publish(pem, topic)).isInstanceOf(PublishOutcome.Done.class);
    }

    @Test
    void aWrongPasswordHasToWaitAndIsNeverRepeated() {
        Map<String, String> properties = sasl("SASL_PLAINTEXT", "SCRAM-SHA-512", "alice", "wrong-and-secret");

        PublishOutcome outcome = publish(properties, topic);
        List<KafkaClients.Check> checks = new KafkaClients(properties).check(topic, Duration.ofSeconds(10));

        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Wait.class, wait -> {
            assertThat(wait.reason()).isEqualTo(WaitReason.AUTHENTICATION);
            assertThat(wait.message()).contains("credentials").doesNotContain("wrong-and-secret");
        });
        assertThat(checks).singleElement().satisfies(check -> {
            assertThat(check.passed()).isFalse();
            assertThat(check.message()).contains("credentials").doesNotContain("wrong-and-secret");
        });
    }

    @Test
    void aForbiddenTopicIsRejectedAndTheOthersOfTheBatchAreSent() throws Exception {
        String forbidden = "forbidden-" + UUID.randomUUID();
        kafka.createTopic(forbidden, 1, Map.of());
        deny("User:alice", forbidden, AclOperation.WRITE);
        KafkaClients clients =
                new KafkaClients(sasl("SASL_PLAINTEXT", "PLAIN", "alice", EmbeddedKafka.passwordOf("alice")));

        List<PublishOutcome> outcomes;
        try (OriginPublisher publisher = OriginPublisher.open(plan(), clients)) {
            outcomes = publisher.publish(
                    List.of(Lines.own("f1", topic, "a"), Lines.own("f2", forbidden, "b"), Lines.own("f3", topic, "c")));
        }

        assertThat(outcomes.get(0)).isInstanceOf(PublishOutcome.Done.class);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(PublishOutcome.Reject.class, reject -> assertThat(reject.kind())
                        .isEqualTo(RejectKind.TOPIC_NOT_AUTHORISED));
        assertThat(outcomes.get(2)).isInstanceOf(PublishOutcome.Done.class);
    }

    @Test
    void theCheckTellsOfClusterAndTopic() {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", kafka.bootstrap()));

        List<KafkaClients.Check> good = clients.check(topic, Duration.ofSeconds(10));
        List<KafkaClients.Check> absent = clients.check("absent-" + topic, Duration.ofSeconds(10));

        assertThat(good).hasSize(2).allMatch(KafkaClients.Check::passed);
        assertThat(absent.get(1).passed()).isFalse();
        assertThat(absent.get(1).message()).contains("does not exist");
    }

    private void deny(String principal, String name, AclOperation operation) throws Exception {
        try (Admin admin = kafka.admin()) {
            AclBinding binding = new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL),
                    new AccessControlEntry(principal, "*", operation, AclPermissionType.DENY));
            AclBinding rest = new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL),
                    new AccessControlEntry(principal, "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW));
            admin.createAcls(List.of(binding, rest)).all().get();
        }
    }

    private static PublishOutcome publish(Map<String, String> properties, String topic) {
        try (OriginPublisher publisher = OriginPublisher.open(plan(), new KafkaClients(properties))) {
            return publisher.publish(List.of(Lines.own("f1", topic, "a", "b"))).get(0);
        }
    }

    private static PublisherPlan plan() {
        return PublisherPlan.transactional("secured-" + UUID.randomUUID(), "node");
    }

    private Map<String, String> sasl(String protocol, String mechanism, String user, String password) {
        String module = mechanism.startsWith("SCRAM") ? "scram.ScramLoginModule" : "plain.PlainLoginModule";
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", kafka.bootstrap(protocol));
        properties.put("security.protocol", protocol);
        properties.put("sasl.mechanism", mechanism);
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=\"" + user + "\" password=\""
                        + password + "\";");
        return properties;
    }
}
