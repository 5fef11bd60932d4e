package io.nifistreaming.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the declared topics that a cluster lacks. Changes nothing that exists: what differs is told, and left to
 * people, since more partitions move keys.
 */
public final class TopicCreation {
    private final Admin admin;

    /** @param admin used, but not closed */
    public TopicCreation(Admin admin) {
        this.admin = admin;
    }

    /**
     * What was done.
     *
     * @param created names of new topics
     * @param present names of those that were there
     * @param differences what differs from the declaration, one sentence each
     */
    public record Report(List<String> created, List<String> present, List<String> differences) {}

    /** Creates what is missing, with the brokers' default replication; harmless to repeat. */
    public Report createMissing(TopicCatalog catalog) {
        Set<String> existing = answer(() -> admin.listTopics().names().get());
        List<String> created = new ArrayList<>();
        List<String> present = new ArrayList<>();
        for (TopicDeclaration topic : catalog.topics()) {
            if (!existing.contains(topic.name()) && create(topic)) {
                created.add(topic.name());
            } else {
                present.add(topic.name());
            }
        }
        return new Report(created, present, differences(catalog, present));
    }

    private boolean create(TopicDeclaration topic) {
        NewTopic wanted =
                new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.config());
        try {
            answer(() -> admin.createTopics(List.of(wanted)).all().get());
            return true;
        } catch (TopicExistsException ignored) {
            return false;
        }
    }

    private List<String> differences(TopicCatalog catalog, List<String> present) {
        Map<String, TopicDescription> described = present.isEmpty()
                ? new HashMap<>()
                : answer(() -> admin.describeTopics(present).allTopicNames().get());
        List<String> differences = new ArrayList<>();
        for (String name : present) {
            int declared = catalog.topic(name).orElseThrow().partitions();
            int actual = described.get(name).partitions().size();
            if (declared != actual) {
                differences.add(
                        "Topic '" + name + "' has " + actual + " partitions, and " + declared + " are declared");
            }
        }
        return differences;
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof KafkaException refused) {
                throw refused;
            }
            throw new KafkaException(failed.getCause());
        }
    }
}
