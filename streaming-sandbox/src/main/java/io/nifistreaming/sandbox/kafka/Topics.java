package io.nifistreaming.sandbox.kafka;

import io.nifistreaming.kafka.TopicCatalog;
import io.nifistreaming.kafka.TopicCreation;
import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

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
     * Creates what is missing. What is there stays as it is: more partitions would move keys.
     *
     * @return what was created, what was there, and how that differs from the declaration
     */
    public TopicCreation.Report ensure(Path declarations) {
        try {
            return new TopicCreation(admin).createMissing(TopicCatalog.read(declarations));
        } catch (IOException | IllegalArgumentException e) {
            throw new SandboxException(
                    "The topics cannot be read from " + declarations + ": " + e.getMessage()
                            + ". Correct the file, and try again.",
                    e);
        } catch (KafkaException e) {
            throw failed(e);
        }
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
