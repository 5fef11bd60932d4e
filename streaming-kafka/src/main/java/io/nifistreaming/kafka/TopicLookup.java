package io.nifistreaming.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** Asks the cluster which topics it has. Safe for many threads. */
interface TopicLookup {
    /**
     * The ids of those topics that exist; a topic that was deleted and created again has another one.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster doesn't tell
     */
    Map<String, Uuid> topicIds(Collection<String> topics);

    /** See {@link ClusterView#exists}. */
    boolean exists(String topic);

    void close();
}
