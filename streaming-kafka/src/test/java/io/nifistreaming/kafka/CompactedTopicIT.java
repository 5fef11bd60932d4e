package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Compaction takes records out of the middle of a partition: the ranges around them tile all the same. */
class CompactedTopicIT {
    private static final String TOPIC = "compacted";

    @Test
    void rangesTileOverWhatCompactionTookAway() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Map.of("log.cleaner.backoff.ms", "100"));
                ConsumerRig rig = new ConsumerRig(kafka)) {
            kafka.createTopic(
                    TOPIC,
                    1,
                    Map.of(
                            "cleanup.policy", "compact",
                            "segment.ms", "50",
                            "min.cleanable.dirty.ratio", "0.01",
                            "max.compaction.lag.ms", "100"));
            int sent = untilCompacted(rig);

            List<RecordRange> delivered = untilOffset(rig, sent);

            List<Long> offsets = delivered.stream()
                    .flatMap(range -> range.records().stream())
                    .map(ConsumerRecord::offset)
                    .toList();
            assertThat(offsets).hasSizeLessThan(sent).isSorted();
            long expected = 0;
            for (RecordRange range : delivered) {
                assertThat(range.range().first()).isEqualTo(expected);
                expected = range.range().next();
            }
            assertThat(expected).isEqualTo(sent);
        }
    }

    /** Sends new values for few keys until the first offsets are gone; returns the number of records. */
    private static int untilCompacted(ConsumerRig rig) {
        AtomicInteger sent = new AtomicInteger();
        try (KafkaProducer<String, String> producer = rig.producer(Map.of())) {
            Await.until("compaction", () -> {
                for (int index = 0; index < 10; index++) {
                    int number = sent.getAndIncrement();
                    ConsumerRig.enqueue(producer, new ProducerRecord<>(TOPIC, "k" + number % 3, "v" + number));
                }
                producer.flush();
                try (ConsumerRig look = rig.another()) {
                    return ConsumerRig.next(look.open(look.plan(TOPIC), 0))
                                    .ranges()
                                    .get(0)
                                    .records()
                                    .get(0)
                                    .offset()
                            > 0;
                }
            });
        }
        return sent.get();
    }

    private static List<RecordRange> untilOffset(ConsumerRig rig, long end) {
        RangeConsumer consumer = rig.open(rig.plan(TOPIC), 0);
        List<RecordRange> delivered = new ArrayList<>();
        while (delivered.isEmpty()
                || delivered.get(delivered.size() - 1).range().next() < end) {
            delivered.addAll(ConsumerRig.deliver(consumer, 1));
        }
        return delivered;
    }
}
