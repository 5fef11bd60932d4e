package io.nifistreaming.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/** The way to a Kafka cluster, as narrow as consuming needs it. */
interface ConsumerGateway {
    /** A new consumer; not yet connected. It commits nothing by itself, and has no policy for missing offsets. */
    Consumer<byte[], byte[]> consumer(ConsumerPlan plan, int index);

    /** A new view of the cluster's topics. */
    TopicLookup topics();

    /** After so long without a poll a consumer leaves its group. */
    Duration maxPollInterval();
}
