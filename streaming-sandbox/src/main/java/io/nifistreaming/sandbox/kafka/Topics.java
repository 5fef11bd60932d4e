package io.nifistreaming.sandbox.kafka;

import io.nifistreaming.sandbox.SandboxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of one Kafka cluster: brought to what is declared, and listed. */
public final class Topics implements AutoCloseable {
    private final Admin admin;
    private final String bootstrap;

    public Topics(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                20_000));
    }

    /** A topic with the number of its partitions and how many offsets lie between its ends, markers included. */
    public record Listed(String name, int partitions, long offsets) {}

    /**
     * Creates what is missing and adjusts partitions (upwards alone, as Kafka can) and retention of what is there.
     * Topics that are not declared stay.
     *
     * @return how many were created
     */
    public int ensure(Collection<TopicDeclaration> declared) {
        Map<String, TopicDescription> present = describe();
        List<NewTopic> missing = new ArrayList<>();
        Map<String, NewPartitions> more = new HashMap<>();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (TopicDeclaration topic : declared) {
            TopicDescription found = present.get(topic.name());
            if (found == null) {
                missing.add(new NewTopic(topic.name(), topic.partitions(), (short) -1).configs(topic.configuration()));
            } else {
                if (found.partitions().size() < topic.partitions()) {
                    more.put(topic.name(), NewPartitions.increaseTo(topic.partitions()));
                }
                changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), operations(topic));
            }
        }
        int created = create(missing);
        await(admin.createPartitions(more).all());
        await(admin.incrementalAlterConfigs(changes).all());
        return created;
    }

    private static List<AlterConfigOp> operations(TopicDeclaration topic) {
        return topic.configuration().entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private int create(List<NewTopic> missing) {
        int created = 0;
        for (KafkaFuture<Void> result : admin.createTopics(missing).values().values()) {
            try {
                result.get();
                created++;
            } catch (ExecutionException e) {
                // Somebody else was quicker, which is as good.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failed(e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failed(e);
            }
        }
        return created;
    }

    private Map<String, TopicDescription> describe() {
        Set<String> names = await(admin.listTopics().names());
        return await(admin.describeTopics(names).allTopicNames());
    }

    /** Every topic but Kafka's own, by name. */
    public List<Listed> list() {
        Map<String, TopicDescription> topics = new TreeMap<>(describe());
        topics.values().removeIf(TopicDescription::isInternal);
        List<TopicPartition> partitions = topics.values().stream()
                .flatMap(topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .toList();
        Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> next = offsets(partitions, OffsetSpec.latest());
        Map<String, Long> counts = partitions.stream()
                .collect(Collectors.groupingBy(
                        TopicPartition::topic, Collectors.summingLong(p -> next.get(p) - first.get(p))));
        return topics.values().stream()
                .map(topic ->
                        new Listed(topic.name(), topic.partitions().size(), counts.getOrDefault(topic.name(), 0L)))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = partitions.stream().collect(Collectors.toMap(p -> p, p -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await(admin.listOffsets(wanted).all()).forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private SandboxException failed(Throwable cause) {
        return new SandboxException(
                "Kafka at " + bootstrap + " refused or did not answer: " + cause.getMessage()
                        + ". ./sandbox status shows whether it runs.",
                cause);
    }

    @Override
    public void close() {
        admin.close();
    }
}
