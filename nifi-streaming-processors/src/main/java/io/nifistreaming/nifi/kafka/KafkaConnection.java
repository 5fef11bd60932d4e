package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.annotation.behavior.DynamicProperty;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnDisabled;
import org.apache.nifi.annotation.lifecycle.OnEnabled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.controller.ConfigurationContext;
import org.apache.nifi.controller.VerifiableControllerService;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;

@Tags({"kafka", "streaming", "connection", "sasl", "scram", "tls", "ssl", "pem"})
@CapabilityDescription("How to reach one Kafka cluster: its addresses, its security, and any further client property."
        + " Shared by all processors that speak to that cluster. It opens no connection of its own.")
@DynamicProperty(
        name = "A client property of Kafka",
        value = "Its value",
        description = "Passed to every client of this cluster, such as linger.ms, client.dns.lookup or"
                + " ssl.endpoint.identification.algorithm. Properties that a field here or in the processor sets, or"
                + " that our promises depend on, are refused with the reason.",
        expressionLanguageScope = ExpressionLanguageScope.NONE)
@SeeAlso({PublishKafkaStream.class, ConsumeKafkaStream.class})
public class KafkaConnection extends AbstractControllerService
        implements KafkaConnectionService, VerifiableControllerService {
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(10);

    private volatile Map<String, Object> properties = Map.of();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return KafkaConnectionProperties.ALL;
    }

    @Override
    protected PropertyDescriptor getSupportedDynamicPropertyDescriptor(String name) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .displayName(name)
                .dynamic(true)
                .sensitive(OwnedClientProperties.isSecret(name))
                .addValidator((subject, input, context) -> Checks.result(
                        subject,
                        OwnedClientProperties.isSecret(name) ? "" : input,
                        OwnedClientProperties.refusal(name)
                                .or(() -> OwnedClientProperties.badValue(name, input))
                                .orElse(null)))
                .build();
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        List<ValidationResult> results = new ArrayList<>();
        hiddenPassword(context, results);
        wholeCertificate(context, results);
        return results;
    }

    private static void hiddenPassword(ValidationContext context, List<ValidationResult> results) {
        String protocol =
                context.getProperty(KafkaConnectionProperties.SECURITY_PROTOCOL).getValue();
        String mechanism =
                context.getProperty(KafkaConnectionProperties.SASL_MECHANISM).getValue();
        if (KafkaConnectionProperties.SASL_PLAINTEXT.equals(protocol)
                && KafkaConnectionProperties.PLAIN.equals(mechanism)) {
            results.add(Checks.result(
                    KafkaConnectionProperties.SASL_MECHANISM.getName(),
                    mechanism,
                    "over SASL_PLAINTEXT it would send the password readable: use SCRAM, or the Security Protocol"
                            + " SASL_SSL"));
        }
    }

    private static void wholeCertificate(ValidationContext context, List<ValidationResult> results) {
        boolean tls = context.getProperty(KafkaConnectionProperties.SECURITY_PROTOCOL)
                .getValue()
                .endsWith("SSL");
        String source =
                context.getProperty(KafkaConnectionProperties.TLS_SOURCE).getValue();
        if (tls && KafkaConnectionProperties.FROM_PEM.equals(source)) {
            boolean chain =
                    context.getProperty(KafkaConnectionProperties.PEM_CHAIN).isSet();
            boolean key = context.getProperty(KafkaConnectionProperties.PEM_KEY).isSet();
            if (chain != key) {
                results.add(Checks.result(
                        (chain ? KafkaConnectionProperties.PEM_KEY : KafkaConnectionProperties.PEM_CHAIN).getName(),
                        "",
                        "a client certificate needs both its chain and its private key: give both or neither"));
            }
        }
    }

    @OnEnabled
    public void enable(ConfigurationContext context) {
        properties = ClientPropertiesBuilder.of(context, added(context));
    }

    @OnDisabled
    public void disable() {
        properties = Map.of();
    }

    @Override
    public Map<String, Object> clientProperties() {
        return properties;
    }

    @Override
    public String bootstrapServers() {
        return String.valueOf(properties.get("bootstrap.servers"));
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ConfigurationContext context, ComponentLog verificationLogger, Map<String, String> variables) {
        return Verification.of(
                () -> new KafkaClients(ClientPropertiesBuilder.of(context, added(context))).check(null, CHECK_TIMEOUT));
    }

    private static Map<String, String> added(ConfigurationContext context) {
        Map<String, String> added = new HashMap<>();
        for (PropertyDescriptor descriptor : context.getProperties().keySet()) {
            String value = context.getProperty(descriptor).getValue();
            if (descriptor.isDynamic() && value != null) {
                added.put(descriptor.getName(), value);
            }
        }
        return added;
    }
}
