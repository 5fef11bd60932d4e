package io.nifistreaming.nifi.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.ssl.SSLContextService;

/** Turns the fields of {@link KafkaConnection} into Kafka's client properties, once. */
final class ClientPropertiesBuilder {
    private final PropertyContext context;
    private final Map<String, Object> properties = new HashMap<>();

    private ClientPropertiesBuilder(PropertyContext context) {
        this.context = context;
    }

    /** @param added the dynamic properties, already validated */
    static Map<String, Object> of(PropertyContext context, Map<String, String> added) {
        ClientPropertiesBuilder builder = new ClientPropertiesBuilder(context);
        builder.properties.putAll(added);
        builder.put("bootstrap.servers", KafkaConnectionProperties.BOOTSTRAP_SERVERS);
        builder.put("security.protocol", KafkaConnectionProperties.SECURITY_PROTOCOL);
        String protocol = builder.value(KafkaConnectionProperties.SECURITY_PROTOCOL);
        if (protocol.startsWith("SASL")) {
            builder.sasl();
        }
        if (protocol.endsWith("SSL")) {
            builder.tls();
        }
        return Map.copyOf(builder.properties);
    }

    private void sasl() {
        String mechanism = value(KafkaConnectionProperties.SASL_MECHANISM);
        properties.put("sasl.mechanism", mechanism);
        String module = mechanism.equals(KafkaConnectionProperties.PLAIN)
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        properties.put(
                "sasl.jaas.config",
                module + " required username=" + quoted(value(KafkaConnectionProperties.SASL_USERNAME)) + " password="
                        + quoted(value(KafkaConnectionProperties.SASL_PASSWORD)) + ";");
    }

    private void tls() {
        switch (value(KafkaConnectionProperties.TLS_SOURCE)) {
            case KafkaConnectionProperties.FROM_SERVICE -> {
                SSLContextService service = context.getProperty(KafkaConnectionProperties.SSL_SERVICE)
                        .asControllerService(SSLContextService.class);
                properties.put("ssl.engine.factory.class", NifiSslEngineFactory.class);
                properties.put(NifiSslEngineFactory.CONTEXT, service.createContext());
            }
            case KafkaConnectionProperties.FROM_PEM -> pem();
            case KafkaConnectionProperties.FROM_STORES -> stores();
            default -> {
                // The JVM's own certificate authorities: Kafka's default.
            }
        }
    }

    private void pem() {
        if (isSet(KafkaConnectionProperties.PEM_TRUSTED)) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.certificates", pemText(KafkaConnectionProperties.PEM_TRUSTED));
        }
        if (isSet(KafkaConnectionProperties.PEM_KEY)) {
            properties.put("ssl.keystore.type", "PEM");
            properties.put("ssl.keystore.certificate.chain", pemText(KafkaConnectionProperties.PEM_CHAIN));
            properties.put("ssl.keystore.key", pemText(KafkaConnectionProperties.PEM_KEY));
            put("ssl.key.password", KafkaConnectionProperties.PEM_KEY_PASSWORD);
        }
    }

    private void stores() {
        if (isSet(KafkaConnectionProperties.TRUST_STORE_FILE)) {
            put("ssl.truststore.location", KafkaConnectionProperties.TRUST_STORE_FILE);
            put("ssl.truststore.type", KafkaConnectionProperties.TRUST_STORE_TYPE);
            put("ssl.truststore.password", KafkaConnectionProperties.TRUST_STORE_PASSWORD);
        }
        if (isSet(KafkaConnectionProperties.KEY_STORE_FILE)) {
            put("ssl.keystore.location", KafkaConnectionProperties.KEY_STORE_FILE);
            put("ssl.keystore.type", KafkaConnectionProperties.KEY_STORE_TYPE);
            put("ssl.keystore.password", KafkaConnectionProperties.KEY_STORE_PASSWORD);
            put("ssl.key.password", KafkaConnectionProperties.KEY_PASSWORD);
        }
    }

    private String pemText(PropertyDescriptor field) {
        return PemText.read(context.getProperty(field).getValue());
    }

    private boolean isSet(PropertyDescriptor field) {
        return context.getProperty(field).isSet();
    }

    private void put(String name, PropertyDescriptor field) {
        String value = value(field);
        if (value != null) {
            properties.put(name, value);
        }
    }

    private String value(PropertyDescriptor field) {
        PropertyValue value = context.getProperty(field);
        return field.isExpressionLanguageSupported()
                ? value.evaluateAttributeExpressions().getValue()
                : value.getValue();
    }

    /** As a JAAS configuration wants it. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
