package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ConsumerPlan.Limit;
import io.nifistreaming.kafka.RangeLedger.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random lives of one partition's readers: logs with holes, partial polls, sessions that commit, roll back
 * or die, partitions that are taken away, and restarts. Repeat a failed one with {@code -Dmodel.seed=N}.
 */
class RangeLedgerModelTest {
    private static final int LIVES = Integer.getInteger("model.lives", 3_000);
    private static final int DEEDS = 80;
    private static final int PATIENCE = 2_000;
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @Test
    void whatIsDeliveredTilesThePartitionWhateverHappens() {
        Long only = Long.getLong("model.seed");
        long first = only != null ? only : System.nanoTime();
        System.out.println("RangeLedgerModelTest: " + LIVES + " lives from model.seed=" + first);

        for (long seed = first; seed < first + (only != null ? 1 : LIVES); seed++) {
            try {
                new Life(seed).run();
            } catch (RuntimeException | Error broken) {
                throw new AssertionError("model.seed=" + seed, broken);
            }
        }
    }

    /** One partition, its group's offset, and whoever reads it. */
    private static final class Life {
        private final Random random;
        private final Limit limit;
        private final List<Long> log = new ArrayList<>();
        private final TreeMap<Long, Long> delivered = new TreeMap<>();
        private final Set<Long> offsets = new HashSet<>();
        private long end;
        private Progress group = new Progress(0, 0);
        private RangeLedger ledger;
        private Handover session;
        /** What a crash may bring again: all before what was delivered by then. */
        private long repeatedBelow;

        private Instant now = Instant.EPOCH;

        Life(long seed) {
            random = new Random(seed);
            limit = new Limit(1 + random.nextInt(5), 1 + random.nextInt(12), Duration.ofSeconds(random.nextInt(3)));
            start();
        }

        void run() {
            for (int deed = 0; deed < DEEDS; deed++) {
                act(random.nextInt(10));
            }
            for (int deed = 0; deed < PATIENCE && offsets.size() < log.size(); deed++) {
                now = now.plusSeconds(5);
                act(3);
                act(4);
                act(6);
            }
            assertThat(offsets).containsExactlyInAnyOrderElementsOf(log);
        }

        private void act(int deed) {
            switch (deed) {
                case 0, 1 -> append();
                case 2, 3 -> poll();
                case 4, 5 -> take();
                case 6 -> confirm();
                case 7 -> release();
                case 8 -> tellGroup();
                default -> leave();
            }
        }

        /** Records, with markers or compacted ones between them. */
        private void append() {
            int records = random.nextInt(6);
            for (int index = 0; index < records; index++) {
                end += random.nextInt(3) == 0 ? random.nextInt(4) : 0;
                log.add(end++);
            }
            end += random.nextInt(3) == 0 ? 1 : 0;
        }

        private void poll() {
            now = now.plusMillis(random.nextInt(2_000));
            PartitionBuffer buffer = ledger.buffer(PARTITION).orElseThrow();
            if (ledger.full().contains(PARTITION)) {
                return;
            }
            List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
            int most = 1 + random.nextInt(6);
            for (long offset : log) {
                if (offset >= buffer.position() && polled.size() < most) {
                    polled.add(new ConsumerRecord<>("t", 0, offset, null, new byte[random.nextInt(4)]));
                }
            }
            boolean all = polled.size() < most;
            long after = all ? end : polled.get(polled.size() - 1).offset() + 1;
            ledger.add(PARTITION, polled, after, now);
        }

        private void take() {
            ledger.take(now, partition -> 0).ifPresent(handover -> session = handover);
        }

        private void confirm() {
            if (session == null) {
                return;
            }
            boolean sealed = session.seal();
            if (sealed) {
                deliver(session.ranges());
                session.settle(Handover.State.CONFIRMED);
            }
            ledger.settle();
            session = null;
        }

        private void deliver(List<RecordRange> ranges) {
            for (RecordRange range : ranges) {
                long first = range.range().first();
                assertThat(range.records().size()).isLessThanOrEqualTo(limit.records());
                if (first < repeatedBelow && delivered.containsKey(first)) {
                    delivered.tailMap(first, true).clear();
                }
                assertThat(first)
                        .isEqualTo(
                                delivered.isEmpty() ? 0 : delivered.lastEntry().getValue());
                delivered.put(first, range.range().next());
                range.records().forEach(record -> {
                    assertThat(offsets.add(record.offset()) || record.offset() < repeatedBelow)
                            .as("offset %d once", record.offset())
                            .isTrue();
                });
            }
        }

        private void release() {
            if (session != null) {
                session.settle(Handover.State.RELEASED);
                ledger.settle();
                session = null;
            }
        }

        private void tellGroup() {
            ledger.news().forEach((partition, progress) -> {
                group = progress;
                ledger.told(partition, progress.offset());
            });
        }

        /** The partition goes elsewhere: taken away in order, or after a crash. */
        private void leave() {
            boolean inOrder = random.nextBoolean();
            if (inOrder) {
                if (session != null) {
                    assertThat(session.revoke()).isTrue();
                    ledger.settle();
                    assertThat(session.seal()).isFalse();
                }
                tellGroup();
            } else {
                repeatedBelow = Math.max(
                        repeatedBelow,
                        delivered.isEmpty() ? 0 : delivered.lastEntry().getValue());
            }
            session = null;
            start();
        }

        private void start() {
            ledger = new RangeLedger(limit);
            ledger.place(PARTITION, new PartitionBuffer(PARTITION, 0, group.first(), group.offset()), group.offset());
            assertThat(ledger.news()).isEqualTo(Map.of());
        }
    }
}
