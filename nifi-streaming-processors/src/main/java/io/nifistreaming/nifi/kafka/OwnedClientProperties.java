package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.KafkaClients;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Which client properties may be added by hand, and why the others may not. */
final class OwnedClientProperties {
    private static final Pattern SECRET = Pattern.compile(".*(password|secret|token|credential|jaas|\\.key$).*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Map<String, String> REASONS = reasons();

    private OwnedClientProperties() {}

    /** Why this property can't be set by hand, if so. */
    static Optional<String> refusal(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("Kafka's client properties are named like 'linger.ms': letters, digits and dots");
        }
        if (REASONS.containsKey(name)) {
            return Optional.of(REASONS.get(name));
        }
        if (KafkaClients.owned().contains(name)) {
            return Optional.of("the processors set it themselves, since their promises depend on it: remove it");
        }
        return Optional.empty();
    }

    /** Why Kafka would refuse this value, if it knows the property. */
    static Optional<String> badValue(String name, String value) {
        ConfigDef.ConfigKey known = ProducerConfig.configDef()
                .configKeys()
                .getOrDefault(name, ConsumerConfig.configDef().configKeys().get(name));
        if (known == null) {
            return Optional.empty();
        }
        try {
            Object parsed = ConfigDef.parseType(name, value, known.type);
            if (known.validator != null) {
                known.validator.ensureValid(name, parsed);
            }
            return Optional.empty();
        } catch (ConfigException refused) {
            return Optional.of(isSecret(name) ? "Kafka refuses the value" : refused.getMessage());
        }
    }

    /** Whether the value must be kept encrypted and never be shown. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        field(reasons, "bootstrap.servers", "Bootstrap Servers");
        field(reasons, "security.protocol", "Security Protocol");
        field(reasons, "sasl.mechanism", "SASL Mechanism");
        field(reasons, "sasl.jaas.config", "SASL Username and SASL Password");
        field(reasons, "ssl.engine.factory.class", "TLS Source");
        field(reasons, "ssl.truststore.certificates", "PEM Trusted Certificates");
        field(reasons, "ssl.truststore.location", "Trust Store File");
        field(reasons, "ssl.truststore.type", "Trust Store Type");
        field(reasons, "ssl.truststore.password", "Trust Store Password");
        field(reasons, "ssl.keystore.certificate.chain", "PEM Certificate Chain");
        field(reasons, "ssl.keystore.key", "PEM Private Key");
        field(reasons, "ssl.keystore.location", "Key Store File");
        field(reasons, "ssl.keystore.type", "Key Store Type");
        field(reasons, "ssl.keystore.password", "Key Store Password");
        field(reasons, "ssl.key.password", "Key Password or PEM Private Key Password");
        processor(reasons, "compression.type", "Compression");
        processor(reasons, "max.request.size", "Max Request Size");
        processor(reasons, "delivery.timeout.ms", "Delivery Timeout");
        processor(reasons, "partitioner.class", "Partitioner");
        processor(reasons, "partitioner.ignore.keys", "Partitioner");
        processor(reasons, "group.id", "Group Id");
        processor(reasons, "group.instance.id", "Membership");
        processor(reasons, "isolation.level", "Isolation Level");
        processor(reasons, "auto.offset.reset", "Start Position");
        reasons.put(
                "transactional.id", "it is made of Transactional Id Prefix and Node Id of the processor: set those");
        reasons.put(
                "enable.idempotence", "publishing is always idempotent, so that retries are never doubled: remove it");
        reasons.put("acks", "it is always 'all', since fewer can lose acknowledged records: remove it");
        return Map.copyOf(reasons);
    }

    private static void field(Map<String, String> reasons, String name, String field) {
        reasons.put(name, "use the field '" + field + "' of this service");
    }

    private static void processor(Map<String, String> reasons, String name, String field) {
        reasons.put(name, "use the field '" + field + "' of the processor");
    }
}
