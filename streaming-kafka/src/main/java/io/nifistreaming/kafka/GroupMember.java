package io.nifistreaming.kafka;

import io.nifistreaming.kafka.RangeConsumer.Watch;
import io.nifistreaming.kafka.RangeLedger.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;

/** One life of Kafka's client in its group: fetches, commits, takes part in rebalances. For one thread at a time. */
final class GroupMember {
    /** How long a rebalance waits for a commit of the caller that is under way. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** Progress over markers alone is told so often, and so often the topics are looked at. */
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private final TopicChoice choice;
    private final Clock clock;
    private final ConsumerListener listener;
    private final RangeLedger ledger;
    private final Placement placement;
    private final Consumer<byte[], byte[]> client;
    private Instant nextCheck = Instant.MIN;
    private Instant nextIdleCommit = Instant.MIN;
    /** Commits whose end isn't known yet. */
    private int telling;

    /** What is to be read. */
    enum Appetite {
        ALL,
        NOTHING
    }

    GroupMember(ConsumerPlan plan, Consumer<byte[], byte[]> client, TopicLookup topics, Watch watch) {
        this.choice = plan.topics();
        this.clock = watch.clock();
        this.listener = watch.listener();
        this.ledger = new RangeLedger(plan.limit());
        this.placement = new Placement(plan.start(), topics, ledger, listener, clock);
        this.client = client;
        choice.subscribe(client, new Rebalances());
    }

    /** Whether ranges are there, or nothing can be handed over, so that there is nothing to wait for. */
    boolean isBusy() {
        return ledger.isHandedOver() || ledger.hasReady(clock.instant());
    }

    /** Kafka's client says nothing of brokers that don't answer, nor of topics that come and go. */
    void check() {
        Instant now = clock.instant();
        if (!now.isBefore(nextCheck)) {
            placement.check(client, choice);
            nextCheck = now.plus(SELDOM);
        }
    }

    /** Polls once. */
    void fetch(Duration patience, Appetite appetite) {
        ledger.settle();
        commit(clock.instant());
        placement.run(client);
        regulate(appetite);
        try {
            ConsumerRecords<byte[], byte[]> records = client.poll(patience);
            Instant now = clock.instant();
            for (TopicPartition partition : ledger.partitions()) {
                if (!placement.waiting().contains(partition)) {
                    ledger.add(partition, records.records(partition), client.position(partition), now);
                }
            }
            if (!records.isEmpty()) {
                nextCheck = now.plus(SELDOM);
            }
        } catch (OffsetOutOfRangeException refused) {
            placement.refused(client, refused.partitions());
        }
    }

    Optional<Handover> take() {
        return ledger.take(
                clock.instant(), partition -> client.currentLag(partition).orElse(-1));
    }

    /** How many positions each partition is behind, those counted that were read and not handed over. */
    Map<TopicPartition, Long> lags() {
        Map<TopicPartition, Long> lags = new HashMap<>();
        for (TopicPartition partition : ledger.partitions()) {
            PartitionBuffer buffer = ledger.buffer(partition).orElseThrow();
            long held = buffer.isEmpty() ? 0 : buffer.position() - buffer.first();
            client.currentLag(partition).ifPresent(lag -> lags.put(partition, lag + held));
        }
        return lags;
    }

    /** Tells the group what was delivered, without waiting for its answer. */
    void tellDelivered() {
        ledger.settle();
        commit(Instant.MIN);
    }

    private void regulate(Appetite appetite) {
        Set<TopicPartition> paused = new HashSet<>(ledger.full());
        paused.addAll(placement.waiting());
        paused.retainAll(client.assignment());
        if (appetite == Appetite.NOTHING) {
            paused.addAll(client.assignment());
        }
        Set<TopicPartition> others = new HashSet<>(client.paused());
        others.removeAll(paused);
        client.resume(others);
        client.pause(paused);
    }

    /** @param now {@link Instant#MIN} to tell only what was delivered, not what was passed over */
    private void commit(Instant now) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        boolean idle = !now.isBefore(nextIdleCommit) && now != Instant.MIN;
        ledger.news().forEach((partition, progress) -> {
            if (idle || progress.offset() == progress.first()) {
                offsets.put(partition, offset(partition, progress));
            }
        });
        if (idle) {
            nextIdleCommit = now.plus(SELDOM);
        }
        if (offsets.isEmpty()) {
            return;
        }
        offsets.forEach((partition, offset) -> ledger.told(partition, offset.offset()));
        telling++;
        client.commitAsync(offsets, this::answered);
    }

    private void answered(Map<TopicPartition, OffsetAndMetadata> told, Exception failure) {
        telling--;
        if (failure == null) {
            return;
        }
        ledger.untold(told.keySet());
        if (!(failure instanceof RetriableException || failure instanceof RebalanceInProgressException)) {
            listener.remark(
                    "commit",
                    "Offsets can't be committed; they are tried again, and until then a restart reads again what was"
                            + " delivered: " + failure.getMessage());
        }
    }

    private OffsetAndMetadata offset(TopicPartition partition, Progress progress) {
        return new OffsetAndMetadata(progress.offset(), placement.note(partition, progress.first()));
    }

    /** Settles what is under way of these partitions, and tells the group how far they were delivered. */
    private void recover(Collection<TopicPartition> partitions) {
        ledger.open().ifPresent(handover -> {
            boolean concerned = handover.partitions().stream().anyMatch(partitions::contains);
            if (concerned && !handover.revoke()) {
                awaitEnd(handover);
            }
        });
        ledger.settle();
        if (telling == 0 && ledger.news().isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ledger.progress().forEach((partition, progress) -> {
            if (partitions.contains(partition)) {
                offsets.put(partition, offset(partition, progress));
            }
        });
        if (offsets.isEmpty()) {
            return;
        }
        try {
            client.commitSync(offsets, CLOSING);
            offsets.forEach((partition, offset) -> ledger.told(partition, offset.offset()));
        } catch (KafkaException failed) {
            listener.remark(
                    "commit",
                    "Offsets could not be committed before partitions went to another member, which may read again what"
                            + " was delivered: " + FetchFailures.of(failed).message());
        }
    }

    private static void awaitEnd(Handover handover) {
        try {
            handover.awaitEnd(SETTLING);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves what is not delivered to whoever reads next. */
    void close() {
        recover(ledger.partitions());
        abandon();
    }

    /** Closes it as it is. */
    void abandon() {
        ledger.open().ifPresent(Handover::revoke);
        ledger.clear();
        try {
            client.close(CloseOptions.timeout(CLOSING));
        } catch (KafkaException ignored) {
            // It is gone either way, and what it would have told was told before.
        }
    }

    /** Called while the client polls, by the thread that does. */
    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            recover(partitions);
            drop(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            ledger.open().ifPresent(Handover::revoke);
            ledger.settle();
            drop(partitions);
        }

        private void drop(Collection<TopicPartition> partitions) {
            ledger.remove(partitions);
            placement.remove(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Without a position the client would look for a policy, which it hasn't.
            partitions.forEach(partition -> client.seek(partition, 0));
            placement.add(client, partitions);
            try {
                placement.run(client);
            } catch (KafkaException ignored) {
                // They wait, and the next poll tries again and tells.
            }
        }
    }
}
