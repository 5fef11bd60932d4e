package io.nifistreaming.kafka.testing;

import io.nifistreaming.kafka.ClusterView;
import io.nifistreaming.kafka.KafkaGateway;
import io.nifistreaming.kafka.ProgressLog;
import io.nifistreaming.kafka.RecordProducer;
import io.nifistreaming.kafka.testing.Faults.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The Kafka clients of one process. Once it is killed, they throw {@link KilledError} and have no effect. */
public final class FakeProcess implements KafkaGateway {
    private static final int MAX_REQUEST = 1_048_576;

    private final FakeKafka kafka;
    private volatile boolean killed;

    FakeProcess(FakeKafka kafka) {
        this.kafka = kafka;
    }

    /** As kill -9: whatever is under way stays as it is. */
    public void kill() {
        killed = true;
    }

    @Override
    public RecordProducer transactionalProducer(String transactionalId) {
        return new FakeProducer(this, kafka, transactionalId);
    }

    @Override
    public RecordProducer idempotentProducer() {
        return new FakeProducer(this, kafka, null);
    }

    @Override
    public SendLimits limits() {
        return new SendLimits(MAX_REQUEST, true);
    }

    @Override
    public ClusterView cluster() {
        return new Cluster();
    }

    /** Does a step, with whatever goes wrong before or after it. */
    <T> T step(Step step, Supplier<T> effect) {
        requireAlive();
        kafka.faults().before(step);
        requireAlive();
        T result = effect.get();
        kafka.faults().after(step);
        requireAlive();
        return result;
    }

    boolean isKilled() {
        return killed;
    }

    private void requireAlive() {
        if (killed) {
            throw new KilledError();
        }
    }

    private final class Cluster implements ClusterView {
        @Override
        public TopicState describe(String topic) {
            return step(Step.DESCRIBE, () -> kafka.describe(topic));
        }

        @Override
        public void createCompacted(String topic, int partitions) {
            kafka.createTopic(topic, new TopicState(partitions, Long.MAX_VALUE, true));
        }

        @Override
        public boolean exists(String topic) {
            return kafka.exists(topic);
        }

        @Override
        public void fenceAll(String prefix, String except) {
            Pattern ours = Pattern.compile(Pattern.quote(prefix) + "[0-9]+");
            step(Step.FENCE, () -> {
                kafka.transactionalIds().stream()
                        .filter(id -> ours.matcher(id).matches() && !id.equals(except))
                        .forEach(kafka::fence);
                return true;
            });
        }

        @Override
        public ProgressLog progressLog(String topic, int ownPartition) {
            return new Log(topic, ownPartition);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private final class Log implements ProgressLog {
        private final String topic;
        private final int partition;
        private long position;

        Log(String topic, int partition) {
            this.topic = topic;
            this.partition = partition;
        }

        @Override
        public List<Entry> readToEnd() {
            return step(Step.READ_PROGRESS, () -> {
                List<Entry> entries = new ArrayList<>();
                for (FakeRecord one : kafka.committedToEnd(topic, partition, position)) {
                    entries.add(new Entry(one.data().key(), one.data().value(), one.offset()));
                }
                position = kafka.end(topic, partition);
                return entries;
            });
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
