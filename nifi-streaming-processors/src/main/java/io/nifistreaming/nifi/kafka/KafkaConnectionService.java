package io.nifistreaming.nifi.kafka;

import java.util.Map;
import org.apache.nifi.controller.ControllerService;

/** How to reach one Kafka cluster: what every Kafka processor of ours shares. */
public interface KafkaConnectionService extends ControllerService {
    /**
     * Client properties for any client of this cluster: addresses, security, and the user's own further properties.
     *
     * <p>Holds secrets: never log it, and never put it into an attribute.
     */
    Map<String, Object> clientProperties();

    /** The bootstrap addresses without anything secret, such as {@code broker-1:9092,broker-2:9092}. */
    String bootstrapServers();
}
