package io.nifistreaming.benchmarks.publish;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** The sandbox's broker in a JVM of its own, in a folder of its own. */
public final class Broker implements AutoCloseable {
    private final Sandbox.Handle kafka;
    private final String bootstrap;
    private final Admin admin;

    private Broker(Sandbox sandbox) {
        this.kafka = sandbox.part("kafka");
        this.bootstrap = sandbox.settings().kafkaBootstrap();
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Starts a broker on ports after {@code portBase}; it answers when this returns. */
    public static Broker start(Path folder, int portBase) {
        Sandbox sandbox = Sandbox.in(folder, portBase);
        sandbox.part("kafka").start();
        return new Broker(sandbox);
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** An empty topic with one partition; that of an earlier run is emptied. */
    public void createTopic(String topic) throws Exception {
        if (admin.listTopics().names().get().contains(topic)) {
            empty(topic);
            return;
        }
        NewTopic description = new NewTopic(topic, 1, (short) 1).configs(Map.of("file.delete.delay.ms", "500"));
        admin.createTopics(List.of(description)).all().get();
    }

    /** Lets go of what the topic holds. Deleting the topic would upset the producers that know it. */
    public void empty(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end(topic))))
                .all()
                .get();
    }

    /** How far the only partition of the topic is written. */
    public long end(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    @Override
    public void close() {
        admin.close();
        kafka.stop(Progress.silent());
    }
}
