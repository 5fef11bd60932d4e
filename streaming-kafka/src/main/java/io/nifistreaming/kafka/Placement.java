package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ConsumerPlan.Start;
import io.nifistreaming.kafka.ConsumerPlan.StartPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Decides where to begin in partitions that were assigned, or that can't be read from where we are: Kafka's own policy
 * would jump over what is missing, and tell nobody.
 */
final class Placement {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Start start;
    private final TopicLookup topics;
    private final RangeLedger ledger;
    private final ConsumerListener listener;
    private final Clock clock;
    private final Set<TopicPartition> waiting = new LinkedHashSet<>();
    private final Set<TopicPartition> beyondEnd = new LinkedHashSet<>();
    private final Map<String, Uuid> known = new HashMap<>();
    private Instant nextTry = Instant.MIN;

    Placement(Start start, TopicLookup topics, RangeLedger ledger, ConsumerListener listener, Clock clock) {
        this.start = start;
        this.topics = topics;
        this.ledger = ledger;
        this.listener = listener;
        this.clock = clock;
    }

    /** A number that another topic of the same name does not have; Kafka's ids are random. */
    static long generation(Uuid topicId) {
        return (topicId.getMostSignificantBits() ^ topicId.getLeastSignificantBits()) & ((1L << 48) - 1);
    }

    Set<TopicPartition> waiting() {
        return waiting;
    }

    /** What else the group is told of a partition, beside its offset. */
    String note(TopicPartition partition, long first) {
        String topicId = String.valueOf(known.get(partition.topic()));
        return new CommitNote(first, topicId, start.resetTo().map(Instant::toString)).text();
    }

    /** They have to be placed; until they are, nothing is read of them. */
    void add(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        waiting.addAll(partitions);
        nextTry = Instant.MIN;
        consumer.pause(partitions);
        for (TopicPartition partition : partitions) {
            ledger.buffer(partition).ifPresent(PartitionBuffer::hurry);
        }
    }

    /** The broker has nothing where we are. */
    void refused(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        beyondEnd.addAll(partitions);
        // Any position will do for the time being, lest the client complains of the old one with each poll.
        partitions.forEach(partition -> consumer.seek(partition, 0));
        add(consumer, partitions);
    }

    void remove(Collection<TopicPartition> partitions) {
        waiting.removeAll(partitions);
        beyondEnd.removeAll(partitions);
    }

    void clear() {
        waiting.clear();
        beyondEnd.clear();
    }

    /** Finds topics that were made anew since they were placed; one that is missing may come back. */
    void check(Consumer<?, ?> consumer, TopicChoice choice) {
        Set<String> names = new TreeSet<>(choice.required());
        ledger.partitions().forEach(partition -> names.add(partition.topic()));
        Map<String, Uuid> ids = topics.topicIds(names);
        names.removeAll(ids.keySet());
        // A broker that has just started knows fewer than there are.
        names.removeIf(topics::exists);
        for (String missing : names) {
            listener.remark(
                    "topic " + missing,
                    "Topic '" + missing + "' does not exist: create it, or take it out of Topic Names; it is read as"
                            + " soon as it is there");
        }
        Set<TopicPartition> recreated = ledger.partitions().stream()
                .filter(partition -> ids.containsKey(partition.topic())
                        && generation(ids.get(partition.topic()))
                                != ledger.buffer(partition).orElseThrow().generation())
                .collect(Collectors.toSet());
        recreated.removeAll(waiting);
        if (!recreated.isEmpty()) {
            add(consumer, recreated);
        }
    }

    /** Places what can be placed now. Fails with Kafka's exceptions: it is tried again then. */
    void run(Consumer<?, ?> consumer) {
        Set<TopicPartition> some = waiting.stream().filter(ledger::isSettled).collect(Collectors.toSet());
        if (some.isEmpty() || clock.instant().isBefore(nextTry)) {
            return;
        }
        nextTry = clock.instant().plus(AGAIN);
        Map<String, Uuid> ids =
                topics.topicIds(some.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        some.removeIf(partition -> !ids.containsKey(partition.topic()));
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(some);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(some);
        for (TopicPartition partition : some) {
            Uuid id = ids.get(partition.topic());
            Group group = new Group(
                    committed.get(partition), known.getOrDefault(partition.topic(), id), id, begins.get(partition));
            spot(consumer, partition, group).ifPresent(spot -> {
                consumer.seek(partition, spot.position());
                ledger.place(
                        partition,
                        new PartitionBuffer(partition, generation(id), spot.first(), spot.position()),
                        spot.held());
                waiting.remove(partition);
                beyondEnd.remove(partition);
            });
        }
        known.putAll(ids);
    }

    /**
     * What the cluster says of a partition.
     *
     * @param committed the group's offset; null for none
     * @param before the topic's id as we knew it
     * @param id the topic's id
     * @param begin where the partition begins
     */
    private record Group(OffsetAndMetadata committed, Uuid before, Uuid id, long begin) {
        Optional<CommitNote> note() {
            return committed == null ? Optional.empty() : CommitNote.parse(committed.metadata());
        }

        boolean isRecreated(long generation) {
            return !before.equals(id)
                    || generation != generation(id)
                    || note().map(read -> !read.topicId().equals(id.toString())).orElse(false);
        }
    }

    /**
     * Where to begin.
     *
     * @param first where the first range begins
     * @param position where to read from
     * @param held the offset that the group holds already, or -1
     */
    private record Spot(long first, long position, long held) {
        static Spot at(long position) {
            return new Spot(position, position, -1);
        }
    }

    private Optional<Spot> spot(Consumer<?, ?> consumer, TopicPartition partition, Group group) {
        Optional<PartitionBuffer> before = ledger.buffer(partition);
        if (group.isRecreated(before.map(PartitionBuffer::generation).orElse(generation(group.id())))) {
            listener.remark(
                    "recreated " + partition,
                    "Topic '" + partition.topic() + "' was deleted and created again: partition "
                            + partition.partition() + " is read from its beginning, as another source. What was not"
                            + " read before that is lost");
            return Optional.of(Spot.at(group.begin()));
        }
        if (before.isPresent()) {
            return resumed(
                    consumer,
                    partition,
                    group,
                    new Spot(before.get().first(), before.get().position(), -1));
        }
        Optional<String> reset = start.resetTo().map(Instant::toString);
        if (reset.isPresent() && !group.note().flatMap(CommitNote::reset).equals(reset)) {
            return Optional.of(Spot.at(ofTime(consumer, partition)));
        }
        if (group.committed() == null) {
            return byPolicy(consumer, partition, group);
        }
        long offset = group.committed().offset();
        long first = Math.min(group.note().map(CommitNote::first).orElse(offset), offset);
        return resumed(consumer, partition, group, new Spot(first, offset, offset));
    }

    private Optional<Spot> resumed(Consumer<?, ?> consumer, TopicPartition partition, Group group, Spot spot) {
        if (spot.position() < group.begin()) {
            String lost = "Offsets " + spot.position() + " to " + (group.begin() - 1) + " of " + partition
                    + " were deleted before they were read: retention is too short, or consuming stood still. ";
            if (start.policy() == StartPolicy.FAIL) {
                listener.remark(
                        "lost " + partition,
                        lost + "The partition is not read, since Start Position is Fail: move the group's offset, or"
                                + " set Start Position to Earliest");
                return Optional.empty();
            }
            listener.remark("lost " + partition, lost + "It goes on with offset " + group.begin());
            return Optional.of(Spot.at(group.begin()));
        }
        if (beyondEnd.contains(partition)) {
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            listener.remark(
                    "truncated " + partition,
                    "The brokers lost records of " + partition + ": it ends at " + end + ", and was read up to "
                            + spot.position() + ". It goes on at its end; what takes the offsets of lost records may be"
                            + " taken for a duplicate downstream");
            return Optional.of(Spot.at(end));
        }
        return Optional.of(spot);
    }

    private Optional<Spot> byPolicy(Consumer<?, ?> consumer, TopicPartition partition, Group group) {
        return switch (start.policy()) {
            case EARLIEST -> Optional.of(Spot.at(group.begin()));
            case LATEST ->
                Optional.of(Spot.at(consumer.endOffsets(List.of(partition)).get(partition)));
            case FAIL -> {
                listener.remark(
                        "no offset " + partition,
                        "The group has no offset for " + partition + ", and Start Position is Fail, so it is not read:"
                                + " give the group an offset, or choose another Start Position");
                yield Optional.empty();
            }
        };
    }

    private long ofTime(Consumer<?, ?> consumer, TopicPartition partition) {
        long millis = start.resetTo().orElseThrow().toEpochMilli();
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(partition, millis)).get(partition);
        return found == null ? consumer.endOffsets(List.of(partition)).get(partition) : found.offset();
    }
}
