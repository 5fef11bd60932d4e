package io.nifistreaming.nifi.kafka;

import static io.nifistreaming.nifi.kafka.ConsumeStage.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.nifi.processor.Processor;
import org.apache.nifi.provenance.ProvenanceEventRecord;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.MockProcessSession;
import org.apache.nifi.util.SharedSessionState;
import org.junit.jupiter.api.Test;

/** Raw mode, and what becomes of offsets. */
class ConsumeKafkaStreamIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @Test
    void aValueInEachFlowFileWithItsKeyHeadersAndRange() {
        try (ConsumeStage stage = ConsumeStage.on(KAFKA).with("Headers to Attributes", "shop\\..*")) {
            ProducerRecord<byte[], byte[]> first = new ProducerRecord<>(stage.topic(), bytes("k"), bytes("one"));
            first.headers().add("shop.till", bytes("7")).add("other", bytes("x"));
            stage.send(first);
            stage.send(new ProducerRecord<>(stage.topic(), 0, 1_000_000L, bytes("k2"), bytes(null)));

            List<MockFlowFile> taken = stage.take("success", 2);

            taken.get(0).assertContentEquals("one");
            taken.get(0).assertAttributeEquals("kafka.topic", stage.topic());
            taken.get(0).assertAttributeEquals("kafka.partition", "0");
            taken.get(0).assertAttributeEquals("kafka.key", "k");
            taken.get(0).assertAttributeEquals("kafka.header.shop.till", "7");
            taken.get(0).assertAttributeNotExists("kafka.header.other");
            taken.get(0).assertAttributeEquals("kafka.leader.epoch", "0");
            taken.get(1).assertContentEquals("");
            taken.get(1).assertAttributeEquals("kafka.tombstone", "true");
            taken.get(1).assertAttributeEquals("kafka.offset.first", "2");
            taken.get(1).assertAttributeEquals("kafka.timestamp.first", "1970-01-01T00:16:40Z");
            assertTile(taken);
        }
    }

    @Test
    void manyValuesInOneFlowFileWithADemarcatorBetween() {
        try (ConsumeStage stage = ConsumeStage.on(KAFKA).with("Message Demarcator", "\n")) {
            stage.send("a", "b", "c");

            MockFlowFile taken = stage.take("success", 1).get(0);

            taken.assertContentEquals("a\nb\nc");
            taken.assertAttributeEquals("kafka.record.count", "3");
            taken.assertAttributeEquals("kafka.offset.last", "2");
            taken.assertAttributeNotExists("kafka.key");
            Origin origin = Origin.from(taken.getAttributes()).orElseThrow();
            CRC32C checksum = new CRC32C();
            checksum.update(taken.toByteArray());
            assertThat(origin.fits(taken.getSize(), checksum.getValue())).isTrue();
            assertThat(origin.source().kind()).isEqualTo(OriginKind.KAFKA);
            assertThat(origin.source().id()).isEqualTo(stage.topic() + "-0");
            assertThat(origin.range().first()).isZero();
            assertThat(origin.range().next()).isBetween(3L, 4L);
        }
    }

    @Test
    void provenanceAndCountersTellOfIt() {
        try (ConsumeStage stage = ConsumeStage.on(KAFKA).with("Message Demarcator", "\n")) {
            stage.send("a", "b");

            stage.take("success", 1);

            assertThat(stage.runner().getProvenanceEvents()).singleElement().satisfies(event -> {
                assertThat(event.getEventType()).isEqualTo(ProvenanceEventType.RECEIVE);
                assertThat(((ProvenanceEventRecord) event).getTransitUri())
                        .startsWith("kafka://" + KAFKA.bootstrap() + "/" + stage.topic() + "/0?first=0&next=");
            });
            assertThat(stage.runner().getCounterValue("Records Consumed")).isEqualTo(2);
        }
    }

    @Test
    void offsetsAreCommittedOnceTheSessionIsAndARestartGoesOnBehindThem() {
        ConsumeStage stage = ConsumeStage.on(KAFKA);
        stage.send("a", "b");
        List<MockFlowFile> before = List.copyOf(stage.take("success", 2));
        stage.close();
        assertThat(stage.committed()).isEqualTo(next(before.get(1)));

        try (ConsumeStage after = stage.restarted()) {
            after.send("c");

            List<MockFlowFile> taken = after.take("success", 1);

            taken.get(0).assertContentEquals("c");
            assertThat(range(taken.get(0)).first()).isEqualTo(next(before.get(1)));
        }
    }

    /** The session's commit fails, or NiFi dies before it: Kafka hears nothing of it. */
    @Test
    void whatASessionCouldNotCommitComesAgainWithTheSameOrigin() {
        ConsumeStage stage = ConsumeStage.on(KAFKA).with("Message Demarcator", "\n");
        stage.send("a", "b");
        ConsumeKafkaStream processor = (ConsumeKafkaStream) stage.runner().getProcessor();
        stage.trigger();
        FailingSessions failing = new FailingSessions(processor);
        Await.until("a session that can't be committed", () -> {
            if (stage.runner().getFlowFilesForRelationship("success").isEmpty()
                    && failing.failed().isEmpty()) {
                failing.trigger(stage.runner().getProcessContext());
            }
            return !failing.failed().isEmpty();
        });
        assertThat(stage.committed()).isIn(0L, null);

        MockFlowFile again = stage.take("success", 1).get(0);

        again.assertContentEquals("a\nb");
        assertThat(Origin.from(again.getAttributes()).orElseThrow().range())
                .isEqualTo(range(failing.failed().orElseThrow()));
        stage.close();
    }

    @Test
    void theLagIsACounterThatFallsWhileItReads() {
        try (ConsumeStage stage = ConsumeStage.on(KAFKA).with("Max Records per Flow File", "1")) {
            stage.send("a", "b", "c");

            List<MockFlowFile> taken = stage.take("success", 3);

            assertThat(taken.stream()
                            .map(one -> Long.parseLong(one.getAttribute("kafka.lag")))
                            .toList())
                    .isSortedAccordingTo((one, other) -> Long.compare(other, one));
            // The marker behind the last record may be counted.
            assertThat(taken.get(2).getAttribute("kafka.lag")).isIn("0", "1");
            Await.until("the lag to be shown", () -> {
                stage.trigger();
                Long lag = stage.runner().getCounterValue("Lag of " + stage.topic() + "-0");
                return lag != null && lag == 0;
            });
        }
    }

    /** Stopped, nothing of Kafka's client is left. */
    @Test
    void stoppingClosesTheConsumers() {
        ConsumeStage stage = ConsumeStage.on(KAFKA).with("Group Id", "stopped-group");
        stage.send("a");
        stage.take("success", 1);
        assertThat(threads()).isNotEmpty();

        stage.close();

        Await.until("the clients' threads to end", () -> threads().isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("stopped-group"))
                .toList();
    }

    /** Sessions whose commit fails once they hold something. */
    private static final class FailingSessions {
        private final Processor processor;
        private Optional<MockFlowFile> failed = Optional.empty();

        FailingSessions(Processor processor) {
            this.processor = processor;
        }

        Optional<MockFlowFile> failed() {
            return failed;
        }

        void trigger(org.apache.nifi.processor.ProcessContext context) {
            try {
                processor.onTrigger(context, this::session);
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("The flow file repository is full");
            }
        }

        private MockProcessSession session() {
            return new MockProcessSession(
                    new SharedSessionState(processor, new java.util.concurrent.atomic.AtomicLong()), processor) {
                @Override
                public void commitAsync(Runnable onSuccess, java.util.function.Consumer<Throwable> onFailure) {
                    failed = getFlowFilesForRelationship(ConsumeKafkaStream.SUCCESS).stream()
                            .findFirst();
                    IllegalStateException full = new IllegalStateException("The flow file repository is full");
                    rollback();
                    onFailure.accept(full);
                    throw full;
                }
            };
        }
    }

    private static void assertTile(List<MockFlowFile> flowFiles) {
        long expected = 0;
        for (MockFlowFile flowFile : flowFiles) {
            assertThat(range(flowFile).first()).isEqualTo(expected);
            expected = range(flowFile).next();
        }
    }

    private static Range range(MockFlowFile flowFile) {
        return Origin.from(flowFile.getAttributes()).orElseThrow().range();
    }

    private static long next(MockFlowFile flowFile) {
        return range(flowFile).next();
    }
}
