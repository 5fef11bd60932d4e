package io.nifistreaming.kafka;

import io.nifistreaming.kafka.KafkaClients.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Tries what a consumer needs, without joining its group. */
public final class ConsumerCheck {
    private final KafkaCluster cluster;
    private final List<Check> checks = new ArrayList<>();
    private String step = "Connect";

    private ConsumerCheck(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** One step after the other; the first that failed is the last. */
    public static List<Check> of(KafkaClients clients, ConsumerPlan plan, Duration timeout) {
        try (KafkaCluster cluster = new KafkaCluster(clients, timeout)) {
            ConsumerCheck check = new ConsumerCheck(cluster);
            try {
                check.run(plan);
            } catch (KafkaException failed) {
                String message = failed instanceof UnknownTopicOrPartitionException
                        ? SendFailures.describe(failed)
                        : FetchFailures.of(failed).message();
                check.checks.add(new Check(check.step, false, message));
            }
            return check.checks;
        }
    }

    private void run(ConsumerPlan plan) {
        passed(cluster.describeCluster());
        if (plan.topics() instanceof TopicChoice.Matching matching) {
            step = "Topics that match";
            long matches = cluster.topicNames().stream()
                    .filter(name -> matching.pattern().matcher(name).matches())
                    .count();
            passed(matches + " topics match now; those that come later are read as well");
        }
        for (String topic : plan.topics().required()) {
            step = "Topic '" + topic + "'";
            int partitions = cluster.describe(topic).partitions();
            if (!cluster.mayRead(topic)) {
                throw new TopicAuthorizationException(Set.of(topic));
            }
            passed(partitions + " partitions");
        }
        step = "Group '" + plan.group() + "'";
        passed("It has offsets of " + cluster.offsets(plan.group()) + " partitions");
    }

    private void passed(String message) {
        checks.add(new Check(step, true, message));
    }
}
