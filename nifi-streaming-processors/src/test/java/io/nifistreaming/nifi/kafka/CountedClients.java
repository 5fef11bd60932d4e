package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.ClusterView;
import io.nifistreaming.kafka.KafkaGateway;
import io.nifistreaming.kafka.ProgressLog;
import io.nifistreaming.kafka.Receipt;
import io.nifistreaming.kafka.RecordProducer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A way to a cluster that knows how many of its clients are still open. */
final class CountedClients implements KafkaGateway {
    private final KafkaGateway to;
    private final AtomicInteger open = new AtomicInteger();

    CountedClients(KafkaGateway to) {
        this.to = to;
    }

    /** Producers, admin clients and readers of progress that nobody has closed. */
    int open() {
        return open.get();
    }

    @Override
    public RecordProducer transactionalProducer(String transactionalId) {
        return new Producer(to.transactionalProducer(transactionalId));
    }

    @Override
    public RecordProducer idempotentProducer() {
        return new Producer(to.idempotentProducer());
    }

    @Override
    public ClusterView cluster() {
        return new Cluster(to.cluster());
    }

    @Override
    public SendLimits limits() {
        return to.limits();
    }

    /** One client, which counts until it is closed. */
    private abstract class Counted implements AutoCloseable {
        private boolean closed;

        Counted() {
            open.incrementAndGet();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }

    private final class Producer extends Counted implements RecordProducer {
        private final RecordProducer producer;

        Producer(RecordProducer producer) {
            this.producer = producer;
        }

        @Override
        public void init() {
            producer.init();
        }

        @Override
        public void begin() {
            producer.begin();
        }

        @Override
        public void send(ProducerRecord<byte[], byte[]> data, Receipt receipt) {
            producer.send(data, receipt);
        }

        @Override
        public void flush() {
            producer.flush();
        }

        @Override
        public void commit() {
            producer.commit();
        }

        @Override
        public void abort() {
            producer.abort();
        }

        @Override
        public void close() {
            super.close();
            producer.close();
        }
    }

    private final class Cluster extends Counted implements ClusterView {
        private final ClusterView cluster;

        Cluster(ClusterView cluster) {
            this.cluster = cluster;
        }

        @Override
        public TopicState describe(String topic) {
            return cluster.describe(topic);
        }

        @Override
        public boolean exists(String topic) {
            return cluster.exists(topic);
        }

        @Override
        public void createCompacted(String topic, int partitions) {
            cluster.createCompacted(topic, partitions);
        }

        @Override
        public void fenceAll(String prefix, String except) {
            cluster.fenceAll(prefix, except);
        }

        @Override
        public ProgressLog progressLog(String topic, int ownPartition) {
            return new Log(cluster.progressLog(topic, ownPartition));
        }

        @Override
        public void close() {
            super.close();
            cluster.close();
        }
    }

    private final class Log extends Counted implements ProgressLog {
        private final ProgressLog log;

        Log(ProgressLog log) {
            this.log = log;
        }

        @Override
        public List<Entry> readToEnd() {
            return log.readToEnd();
        }

        @Override
        public void close() {
            super.close();
            log.close();
        }
    }
}
