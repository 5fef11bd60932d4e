package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
    private final TestRunner runner = TestRunners.newTestRunner(PublishKafkaStream.class);
    private final KafkaConnection service = new KafkaConnection();

    @BeforeEach
    void add() throws InitializationException {
        runner.addControllerService("kafka", service);
        runner.setProperty(service, "Bootstrap Servers", "broker-1:9092, [::1]:9093");
    }

    @Test
    void needsAddressesAlone() {
        runner.assertValid(service);
    }

    @Test
    void wantsHostAndPortOfEachBroker() {
        assertThat(refusal("Bootstrap Servers", "broker-1"))
                .contains("Bootstrap Servers")
                .contains("host:port");
        assertThat(refusal("Bootstrap Servers", "broker-1:99999")).contains("host:port");
        assertThat(refusal("Bootstrap Servers", "http://broker-1:9092")).contains("host:port");
        assertThat(refusal("Bootstrap Servers", "${literal('broker-1:99999')}"))
                .contains("broker-1:99999", "host:port");
        assertThat(refusal("Bootstrap Servers", "${NO_SUCH_VARIABLE}")).contains("define the variable");
    }

    @Test
    void wantsAUserWhereTheProtocolAsksForOne() {
        assertThat(refusal("Security Protocol", "SASL_SSL")).contains("SASL Username");
    }

    @Test
    void sendsNoPasswordReadable() {
        runner.setProperty(service, "SASL Username", "alice");
        runner.setProperty(service, "SASL Password", "secret");
        runner.setProperty(service, "SASL Mechanism", "PLAIN");

        assertThat(refusal("Security Protocol", "SASL_PLAINTEXT"))
                .contains("SASL Mechanism", "SCRAM", "SASL_SSL")
                .doesNotContain("secret");
        assertThat(refusal("Security Protocol", "SASL_SSL")).isEmpty();
        assertThat(refusal("Security Protocol", "PLAINTEXT")).isEmpty();
        runner.setProperty(service, "SASL Mechanism", "SCRAM-SHA-256");
        assertThat(refusal("Security Protocol", "SASL_PLAINTEXT")).isEmpty();
    }

    @Test
    void refusesWhatWeSetOurselvesAndSaysWhere() {
        assertThat(refusal("transactional.id", "mine")).contains("Transactional Id Prefix");
        assertThat(refusal("acks", "1")).contains("all");
        assertThat(refusal("compression.type", "lz4")).contains("Compression");
        assertThat(refusal("sasl.jaas.config", "secret module"))
                .contains("SASL Username")
                .doesNotContain("secret module");
        assertThat(refusal("key.serializer", "some.Class")).contains("promises");
        assertThat(refusal("no such name", "x")).contains("letters");
    }

    @Test
    void refusesAValueThatKafkaWouldRefuse() {
        assertThat(refusal("linger.ms", "soon")).contains("linger.ms").contains("soon");
        assertThat(refusal("ssl.truststore.password.x", "hidden")).isEmpty();
    }

    @Test
    void handsOnAnyOtherClientProperty() {
        runner.setProperty(service, "linger.ms", "20");
        runner.setProperty(service, "interceptor.setting", "x");
        runner.enableControllerService(service);

        assertThat(service.clientProperties())
                .containsEntry("linger.ms", "20")
                .containsEntry("interceptor.setting", "x")
                .containsEntry("bootstrap.servers", "broker-1:9092, [::1]:9093")
                .containsEntry("security.protocol", "PLAINTEXT");
    }

    @Test
    void keepsSecretsSecret() {
        for (String name : new String[] {"some.password", "oauth.client.secret", "ssl.other.key"}) {
            PropertyDescriptor descriptor = service.getPropertyDescriptor(name);
            assertThat(descriptor.isSensitive()).as(name).isTrue();
        }
        assertThat(service.getPropertyDescriptor("SASL Password").isSensitive()).isTrue();
        assertThat(service.getPropertyDescriptor("linger.ms").isSensitive()).isFalse();
    }

    @Test
    void quotesUserAndPasswordSoThatNothingEscapesIntoTheLogin() {
        Map<String, String> sasl = Map.of(
                "Security Protocol",
                "SASL_SSL",
                "SASL Mechanism",
                "PLAIN",
                "SASL Username",
                "a\"b",
                "SASL Password",
                "c\\d; x=\"y");
        sasl.forEach((name, value) -> runner.setProperty(service, name, value));
        runner.enableControllerService(service);

        assertThat(service.clientProperties().get("sasl.jaas.config"))
                .isEqualTo("org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\\\"b\""
                        + " password=\"c\\\\d; x=\\\"y\";");
    }

    @Test
    void wantsPemTextOrAFileAndNeverQuotesIt() {
        runner.setProperty(service, "Security Protocol", "SSL");
        runner.setProperty(service, "TLS Source", "PEM");

        assertThat(refusal("PEM Trusted Certificates", "/no/such/file.pem")).contains("neither PEM text");
        assertThat(refusal("PEM Private Key", "-----BEGIN PRIVATE KEY-----\nabc"))
                .contains("PEM Certificate Chain");
    }

    /** What is said against this value; empty if nothing. */
    private String refusal(String field, String value) {
        runner.setProperty(service, field, value);
        try {
            runner.assertValid(service);
            return "";
        } catch (AssertionError refused) {
            return refused.getMessage();
        } finally {
            PropertyDescriptor descriptor = service.getPropertyDescriptor(field);
            if (descriptor.isDynamic() || field.startsWith("PEM")) {
                runner.removeProperty(service, descriptor);
            }
        }
    }
}
