package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's admin client, connected when first asked. Safe for many threads. */
final class KafkaCluster implements ClusterView, TopicLookup {
    private final KafkaClients clients;
    private final Duration patience;
    private Admin admin;

    KafkaCluster(KafkaClients clients, Duration patience) {
        this.clients = clients;
        this.patience = patience;
    }

    @Override
    public TopicState describe(String topic) {
        KafkaFuture<Map<String, TopicDescription>> description =
                admin().describeTopics(List.of(topic)).allTopicNames();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        KafkaFuture<Map<ConfigResource, Config>> config =
                admin().describeConfigs(List.of(resource)).all();
        int partitions = answer(description).get(topic).partitions().size();
        Optional<Config> known = configIfAllowed(config, resource);
        long maxMessageBytes = known.map(all -> Long.parseLong(
                        all.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value()))
                .orElse(Long.MAX_VALUE);
        boolean compacted = known.map(all ->
                        all.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_COMPACT))
                .orElse(true);
        return new TopicState(partitions, maxMessageBytes, compacted);
    }

    @Override
    public void createCompacted(String topic, int partitions) {
        NewTopic compacted = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try {
            answer(admin().createTopics(List.of(compacted)).all());
        } catch (TopicExistsException ignored) {
            // Somebody else was faster, which is as good.
        }
    }

    @Override
    public boolean exists(String topic) {
        NewTopic asked = new NewTopic(topic, Optional.of(1), Optional.empty());
        try {
            answer(admin().createTopics(List.of(asked), new CreateTopicsOptions().validateOnly(true))
                    .all());
            return false;
        } catch (TopicExistsException there) {
            return true;
        } catch (AuthorizationException refused) {
            return false;
        }
    }

    @Override
    public void fenceAll(String prefix, String except) {
        Pattern ours = Pattern.compile(Pattern.quote(prefix) + "[0-9]+");
        Collection<TransactionListing> all = answer(admin().listTransactions().all());
        List<String> ids = all.stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> ours.matcher(id).matches() && !id.equals(except))
                .toList();
        if (!ids.isEmpty()) {
            answer(admin().fenceProducers(ids).all());
        }
    }

    @Override
    public ProgressLog progressLog(String topic, int ownPartition) {
        return new KafkaProgressLog(this, clients.committedReader(), new TopicPartition(topic, ownPartition), patience);
    }

    /** Where the partition ends, uncommitted records included. */
    long end(TopicPartition partition) {
        ListOffsetsOptions uncommitted = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
        return answer(admin().listOffsets(Map.of(partition, OffsetSpec.latest()), uncommitted)
                        .partitionResult(partition))
                .offset();
    }

    @Override
    public Map<String, Uuid> topicIds(Collection<String> names) {
        Map<String, Uuid> ids = new HashMap<>();
        admin().describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                ids.put(name, answer(description).topicId());
            } catch (UnknownTopicOrPartitionException ignored) {
                // It does not exist, which is an answer.
            }
        });
        return ids;
    }

    /** The names of the topics that we may see. */
    Set<String> topicNames() {
        return answer(admin().listTopics().names());
    }

    /** Of how many partitions the group has an offset. */
    int offsets(String group) {
        return answer(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .size();
    }

    /** Whether we may read the topic; true if the broker doesn't tell. */
    boolean mayRead(String topic) {
        return may(AclOperation.READ, topic);
    }

    /** Whether we may write to the topic; true if the broker doesn't tell. */
    boolean mayWrite(String topic) {
        return may(AclOperation.WRITE, topic);
    }

    private boolean may(AclOperation operation, String topic) {
        DescribeTopicsOptions withRights = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        Set<AclOperation> rights = answer(
                        admin().describeTopics(List.of(topic), withRights).allTopicNames())
                .get(topic)
                .authorizedOperations();
        return rights == null || rights.contains(operation);
    }

    /** The cluster in a few words. */
    String describeCluster() {
        return "Cluster " + answer(admin().describeCluster().clusterId()) + " with "
                + answer(admin().describeCluster().nodes()).size() + " brokers";
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
            admin = null;
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = clients.admin();
        }
        return admin;
    }

    private Optional<Config> configIfAllowed(KafkaFuture<Map<ConfigResource, Config>> config, ConfigResource resource) {
        try {
            return Optional.of(answer(config).get(resource));
        } catch (AuthorizationException ignored) {
            return Optional.empty();
        }
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new TimeoutException("The cluster did not answer within " + patience, late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ApiException refused) {
                throw refused;
            }
            throw new KafkaException(failed.getCause());
        }
    }
}
