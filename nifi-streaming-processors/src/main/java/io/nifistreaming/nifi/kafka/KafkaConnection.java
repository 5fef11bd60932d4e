package io.nifistreaming.nifi.kafka;

import java.util.List;
import java.util.Map;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnEnabled;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.controller.ConfigurationContext;
import org.apache.nifi.processor.util.StandardValidators;

@Tags({"kafka", "streaming", "connection", "sasl", "scram", "tls"})
@CapabilityDescription("How to reach one Kafka cluster: its addresses and its security.")
public class KafkaConnection extends AbstractControllerService implements KafkaConnectionService {
    static final PropertyDescriptor BOOTSTRAP_SERVERS = new PropertyDescriptor.Builder()
            .name("Bootstrap Servers")
            .displayName("Bootstrap Servers")
            .description("host:port of one or more brokers, separated by commas.")
            .required(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    private volatile String bootstrapServers = "";

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(BOOTSTRAP_SERVERS);
    }

    @OnEnabled
    public void enable(ConfigurationContext context) {
        bootstrapServers = context.getProperty(BOOTSTRAP_SERVERS).getValue();
    }

    @Override
    public Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }
}
