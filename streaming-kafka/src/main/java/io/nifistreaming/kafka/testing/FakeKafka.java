package io.nifistreaming.kafka.testing;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeTransaction.State;
import io.nifistreaming.kafka.testing.Faults.CommitFate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A broker in memory: topics, transactions, fencing by epoch, and what a read_committed reader sees. Its clients live
 * in {@linkplain #process() processes}, which can be killed. Safe for many threads.
 */
public final class FakeKafka {
    private final Map<String, FakeTopic> topics = new TreeMap<>();
    private final Map<String, Integer> epochs = new HashMap<>();
    private final Map<String, FakeTransaction> open = new HashMap<>();
    private final List<FakeTransaction> delayed = new ArrayList<>();
    private Faults faults = new Faults() {};
    private long sent;

    private record FakeTopic(TopicState state, List<List<Entry>> partitions) {}

    /** A record in its place; what is compacted away leaves its place empty. */
    private record Entry(ProducerRecord<byte[], byte[]> data, FakeTransaction transaction) {
        private static final Entry COMPACTED = new Entry(null, null);

        boolean isOpen() {
            return transaction != null && transaction.state() == State.OPEN;
        }

        boolean isCommitted() {
            return data != null && (transaction == null || transaction.state() == State.COMMITTED);
        }
    }

    /** Begins a process whose clients talk to this broker. */
    public FakeProcess process() {
        return new FakeProcess(this);
    }

    public synchronized void faults(Faults changed) {
        faults = changed;
    }

    public synchronized void createTopic(String name, TopicState state) {
        List<List<Entry>> partitions = new ArrayList<>();
        for (int index = 0; index < state.partitions(); index++) {
            partitions.add(new ArrayList<>());
        }
        topics.putIfAbsent(name, new FakeTopic(state, partitions));
    }

    /** Somebody changes the settings of a topic; its records stay. */
    public synchronized void changeTopic(String name, TopicState changed) {
        topics.computeIfPresent(name, (same, topic) -> new FakeTopic(changed, topic.partitions()));
    }

    public synchronized void deleteTopic(String name) {
        topics.remove(name);
    }

    /** All that a read_committed reader sees of the topic: nothing after the first open transaction. */
    public synchronized List<FakeRecord> committed(String topic) {
        List<FakeRecord> records = new ArrayList<>();
        for (int partition = 0; partition < topic(topic).partitions().size(); partition++) {
            records.addAll(committed(topic, partition, 0));
        }
        return records;
    }

    /** The coordinator gives up on all transactions that are open. */
    public synchronized void expireTransactions() {
        for (FakeTransaction transaction : List.copyOf(open.values())) {
            fence(transaction.id());
        }
    }

    /** The log cleaner: of each key in a compacted topic the last record stays, and no deletion does. */
    public synchronized void compact() {
        for (FakeTopic topic : topics.values()) {
            if (topic.state().compacted()) {
                topic.partitions().forEach(FakeKafka::compact);
            }
        }
    }

    private static void compact(List<Entry> log) {
        Map<ByteBuffer, Integer> last = new HashMap<>();
        int end = 0;
        while (end < log.size() && !log.get(end).isOpen()) {
            if (log.get(end).isCommitted()) {
                last.put(ByteBuffer.wrap(log.get(end).data().key()), end);
            }
            end++;
        }
        for (int offset = 0; offset < end; offset++) {
            Entry entry = log.get(offset);
            boolean stays = entry.isCommitted()
                    && entry.data().value() != null
                    && last.get(ByteBuffer.wrap(entry.data().key())) == offset;
            if (!stays) {
                log.set(offset, Entry.COMPACTED);
            }
        }
    }

    synchronized Faults faults() {
        return faults;
    }

    synchronized boolean exists(String topic) {
        return topics.containsKey(topic);
    }

    synchronized TopicState describe(String topic) {
        return topic(topic).state();
    }

    synchronized List<String> transactionalIds() {
        return List.copyOf(epochs.keySet());
    }

    /** Aborts what is open under the id, and fences who holds it; the new epoch. */
    synchronized int fence(String id) {
        letDelayedArrive();
        FakeTransaction left = open.remove(id);
        if (left != null) {
            left.end(State.ABORTED);
        }
        return epochs.merge(id, 1, Integer::sum);
    }

    synchronized FakeTransaction begin(String id, int epoch) {
        requireCurrent(id, epoch);
        FakeTransaction transaction = new FakeTransaction(id, epoch);
        open.put(id, transaction);
        return transaction;
    }

    /** Appends; the transaction is null for records without one. */
    synchronized FakeRecord append(ProducerRecord<byte[], byte[]> data, FakeTransaction transaction) {
        if (transaction != null) {
            requireCurrent(transaction.id(), transaction.epoch());
        }
        List<List<Entry>> partitions = topic(data.topic()).partitions();
        int partition = data.partition() != null ? data.partition() : (int) (sent++ % partitions.size());
        partitions.get(partition).add(new Entry(data, transaction));
        return new FakeRecord(partition, partitions.get(partition).size() - 1L, data);
    }

    synchronized void commit(FakeTransaction transaction) {
        requireCurrent(transaction.id(), transaction.epoch());
        CommitFate fate = faults.commitFate();
        if (fate == CommitFate.ANSWERED || fate == CommitFate.UNANSWERED) {
            transaction.end(State.COMMITTED);
            open.remove(transaction.id());
        }
        if (fate == CommitFate.DELAYED) {
            delayed.add(transaction);
        }
        if (fate != CommitFate.ANSWERED) {
            throw new TimeoutException("The commit was not answered");
        }
    }

    synchronized void abort(FakeTransaction transaction) {
        requireCurrent(transaction.id(), transaction.epoch());
        transaction.end(State.ABORTED);
        open.remove(transaction.id());
    }

    /** The committed records from an offset up to the present end; fails if an open transaction is in the way. */
    synchronized List<FakeRecord> committedToEnd(String topic, int partition, long from) {
        letDelayedArrive();
        List<Entry> log = topic(topic).partitions().get(partition);
        if (log.stream().anyMatch(Entry::isOpen)) {
            throw new TimeoutException("A transaction is open before the end of the log");
        }
        return committed(topic, partition, from);
    }

    synchronized long end(String topic, int partition) {
        return topic(topic).partitions().get(partition).size();
    }

    private List<FakeRecord> committed(String topic, int partition, long from) {
        List<FakeRecord> records = new ArrayList<>();
        List<Entry> log = topic(topic).partitions().get(partition);
        for (int offset = 0; offset < log.size() && !log.get(offset).isOpen(); offset++) {
            if (offset >= from && log.get(offset).isCommitted()) {
                records.add(new FakeRecord(partition, offset, log.get(offset).data()));
            }
        }
        return records;
    }

    private void letDelayedArrive() {
        for (FakeTransaction transaction : List.copyOf(delayed)) {
            boolean current = epochs.get(transaction.id()) == transaction.epoch();
            if (!current) {
                delayed.remove(transaction);
            } else if (faults.delayedCommitArrives()) {
                delayed.remove(transaction);
                transaction.end(State.COMMITTED);
                open.remove(transaction.id(), transaction);
            }
        }
    }

    private void requireCurrent(String id, int epoch) {
        if (epochs.getOrDefault(id, 0) != epoch) {
            throw new ProducerFencedException("There is a newer producer with transactional id " + id);
        }
    }

    private FakeTopic topic(String name) {
        FakeTopic topic = topics.get(name);
        if (topic == null) {
            throw new UnknownTopicOrPartitionException("No topic " + name);
        }
        return topic;
    }
}
