package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.nifi.provenance.ProvenanceEventRecord;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.LogMessage;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.Test;

class PublishKafkaStreamIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @Test
    void sendsEachJsonRecordUnchangedWithItsKeyAndItsOwnOrigin() {
        Stage stage = Stage.on(KAFKA, 1).with("Message Key Field", "/sku");
        String content = Stage.prices(7, 10);

        stage.runner().enqueue(content, Stage.origin("shop", 7, 10, content));
        stage.runner().run();

        assertThat(stage.values()).containsExactly(Stage.price(7), Stage.price(8), Stage.price(9));
        ConsumerRecord<byte[], byte[]> second = stage.records().get(1);
        assertThat(Stage.text(second.key())).isEqualTo("SKU-8");
        assertThat(Stage.header(second, "stream.origin.kind")).isEqualTo("http");
        assertThat(Stage.header(second, "stream.origin.id")).isEqualTo("shop");
        assertThat(Stage.header(second, "stream.origin.first")).isEqualTo("8");
        assertThat(Stage.header(second, "stream.origin.next")).isEqualTo("9");
    }

    @Test
    void tellsWhereTheRecordsLandedInAttributesAndProvenance() {
        Stage stage = Stage.on(KAFKA, 1);

        stage.runner().enqueue(Stage.prices(0, 4));
        stage.runner().run();

        MockFlowFile sent = onlyOne(stage, PublishKafkaStream.SUCCESS.getName());
        sent.assertAttributeEquals("stream.kafka.topic", stage.topic());
        sent.assertAttributeEquals("stream.kafka.offsets", "0:0-4");
        sent.assertAttributeEquals("stream.kafka.sent", "4");
        sent.assertAttributeEquals("stream.kafka.duplicates", "0");
        sent.assertContentEquals(Stage.prices(0, 4));
        ProvenanceEventRecord event = stage.runner().getProvenanceEvents().stream()
                .filter(one -> one.getEventType() == ProvenanceEventType.SEND)
                .findFirst()
                .orElseThrow();
        assertThat(event.getTransitUri()).isEqualTo("kafka://" + KAFKA.bootstrap() + "/" + stage.topic());
        assertThat(event.getDetails()).contains("4 records sent").contains("0:0-4");
    }

    @Test
    void aReplayAfterACrashIsRecognisedEvenInOtherBatches() {
        Stage before = Stage.on(KAFKA, 2);
        before.runner().enqueue(Stage.prices(0, 3), Stage.origin("shop", 0, 3, Stage.prices(0, 3)));
        before.runner().enqueue(Stage.prices(3, 6), Stage.origin("shop", 3, 6, Stage.prices(3, 6)));
        before.runner().run();

        Stage after = before.restarted().with("Max Flow Files per Transaction", "1");
        after.runner().enqueue(Stage.prices(3, 6), Stage.origin("shop", 3, 6, Stage.prices(3, 6)));
        after.runner().enqueue(Stage.prices(0, 3), Stage.origin("shop", 0, 3, Stage.prices(0, 3)));
        after.runner().enqueue(Stage.prices(4, 8), Stage.origin("shop", 4, 8, Stage.prices(4, 8)));
        after.runner().run(2, false);
        after.runner().run(1, true, false);

        assertThat(after.values()).containsExactlyInAnyOrderElementsOf(prices(0, 8));
        after.runner().assertAllFlowFilesTransferred(PublishKafkaStream.SUCCESS, 3);
        MockFlowFile overlapping = transferred(after).get(2);
        overlapping.assertAttributeEquals("stream.kafka.sent", "2");
        overlapping.assertAttributeEquals("stream.kafka.duplicates", "2");
    }

    @Test
    void aReplayWithoutOriginIsRecognisedByTheFlowFileItself() {
        Stage before = Stage.on(KAFKA, 1);
        MockFlowFile flowFile = before.runner().enqueue("{\"a\":1}\n{\"a\":2}\n");
        before.runner().run();

        Stage after = before.restarted();
        after.runner().enqueue(flowFile);
        after.runner().run();
        Stage later = before.restarted();
        later.runner().enqueue("{\"a\":1}\n{\"a\":2}\n");
        later.runner().run();

        onlyOne(after, "success").assertAttributeEquals("stream.kafka.duplicates", "2");
        onlyOne(later, "success").assertAttributeEquals("stream.kafka.sent", "2");
        assertThat(after.values()).hasSize(4);
    }

    @Test
    void theOriginOfOtherContentIsNotTrusted() {
        Stage stage = Stage.on(KAFKA, 1);
        String whole = Stage.prices(0, 4);
        Map<String, String> attributes = Stage.origin("shop", 0, 4, whole);

        stage.runner().enqueue(whole, attributes);
        stage.runner().enqueue("{\"other\":1}\n", attributes);
        stage.runner().enqueue(whole.replace("SKU-1", "SKU-X"), attributes);
        stage.runner().run();

        assertThat(stage.values()).hasSize(4 + 1 + 4).contains("{\"other\":1}");
        ConsumerRecord<byte[], byte[]> other = stage.records().get(4);
        assertThat(Stage.header(other, "stream.origin.kind")).isEqualTo("flowfile");
    }

    @Test
    void recordsThatCanNeverBeSentGoToFailureAndTheOthersOut() {
        Stage stage = Stage.on(KAFKA, 1).with("Max Request Size", "10 KB");
        String huge = "{\"sku\":\"" + "x".repeat(20_000) + "\"}";

        stage.runner().enqueue("{\"n\":1}\nbroken\n" + huge + "\n{\"n\":2}\nbroken too\n");
        stage.runner().run();

        assertThat(stage.values()).containsExactly("{\"n\":1}", "{\"n\":2}");
        MockFlowFile original = onlyOne(stage, "success");
        original.assertAttributeEquals("stream.kafka.sent", "2");
        original.assertAttributeEquals("stream.kafka.rejected", "3");
        List<MockFlowFile> failures = stage.runner().getFlowFilesForRelationship("failure");
        assertThat(failures)
                .extracting(one -> one.getAttribute("stream.error.kind"), MockFlowFile::getContent)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("serialisation", "broken\nbroken too\n"),
                        org.assertj.core.groups.Tuple.tuple("too-large", huge + "\n"));
        assertThat(failures.get(0).getAttribute("stream.error.message")).contains("Record");
    }

    @Test
    void aFlowFileOnWhichAnExpressionFailsGoesToFailureAndTheOthersOut() {
        Stage stage = Stage.on(KAFKA, 1).with("Message Key", "${k:toDate('yyyy-MM-dd'):toNumber()}");
        stage.runner().enqueue(Stage.price(1), Map.of("k", "rubbish"));
        stage.runner().enqueue(Stage.price(2), Map.of("k", "2024-01-01"));

        stage.runner().run();

        assertThat(stage.values()).containsExactly(Stage.price(2));
        MockFlowFile failure = onlyOne(stage, "failure");
        failure.assertContentEquals(Stage.price(1));
        failure.assertAttributeEquals("stream.error.kind", "expression");
        assertThat(failure.getAttribute("stream.error.message"))
                .contains("Message Key")
                .doesNotContain("rubbish");
    }

    @Test
    void aPatternForHeadersThatTakesForEverOnANameIsGivenUp() {
        Stage stage = Stage.on(KAFKA, 1).with("Attributes to Send as Headers", "(.*a){25}");
        stage.runner().enqueue(Stage.price(1), Map.of("a".repeat(34) + "b", "x"));

        stage.runner().run();

        onlyOne(stage, "failure").assertAttributeEquals("stream.error.kind", "expression");
    }

    @Test
    void aFlowFileWithNothingThatCanBeSentGoesToFailureItself() {
        Stage stage = Stage.on(KAFKA, 1);

        stage.runner().enqueue("<html>not JSON</html>");
        stage.runner().run();

        MockFlowFile failure = onlyOne(stage, "failure");
        failure.assertContentEquals("<html>not JSON</html>");
        failure.assertAttributeEquals("stream.error.kind", "serialisation");
        assertThat(failure.getAttribute("stream.error.message")).contains("must be a JSON object");
    }

    @Test
    void moreHolesThanProgressKeepsAreToldInABulletinAndInProvenance() {
        Stage stage = Stage.on(KAFKA, 1);
        StringBuilder content = new StringBuilder();
        for (int number = 0; number < 2_010; number++) {
            content.append(Stage.price(number)).append("\nbroken\n");
        }

        stage.runner().enqueue(content.toString());
        stage.runner().run();

        stage.runner().assertTransferCount("success", 1);
        assertThat(stage.runner().getLogger().getWarnMessages())
                .extracting(LogMessage::getMsg)
                .filteredOn(message -> message.contains("holes"))
                .singleElement()
                .asString()
                .contains("before position 19")
                .contains("rejected records");
        assertThat(stage.runner().getProvenanceEvents())
                .filteredOn(one -> one.getEventType() == ProvenanceEventType.SEND)
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails()).contains("not all before position 19"));
    }

    @Test
    void twoProcessorsWithOnePrefixAreToldApartAndTheYoungerPublishes() {
        Stage elder = Stage.on(KAFKA, 1);
        Stage younger = elder.restarted();
        elder.runner().enqueue("{\"n\":1}");
        elder.runner().run(1, false, true);
        younger.runner().enqueue("{\"n\":2}");
        younger.runner().run(1, false, true);

        elder.runner().enqueue("{\"n\":3}");
        elder.runner().run(3, false, false);
        younger.runner().enqueue("{\"n\":4}");
        younger.runner().run(3, false, false);

        assertThat(elder.runner().getQueueSize().getObjectCount()).isEqualTo(1);
        assertThat(elder.runner().getLogger().getWarnMessages())
                .extracting(LogMessage::getMsg)
                .anySatisfy(
                        message -> assertThat(message).contains("superseded").contains("took over"));
        assertThat(younger.values()).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":4}");
    }

    @Test
    void anUnknownTopicIsAClearErrorAndIsNotCreated() throws ExecutionException, InterruptedException {
        Stage stage = Stage.on(KAFKA, 1).with("Topic Name", "${topic}").with("Wait for Missing Topic", "0 sec");

        stage.runner().enqueue("{}", Map.of("topic", "no-such-topic"));
        stage.runner().enqueue("{}", Map.of("topic", "bad name!"));
        stage.runner().enqueue("{}", Map.of("topic", stage.topic()));
        stage.runner().run();

        assertThat(stage.runner().getFlowFilesForRelationship("failure"))
                .extracting(one -> one.getAttribute("stream.error.kind"))
                .containsExactlyInAnyOrder("unknown-topic", "invalid-topic");
        assertThat(stage.values()).containsExactly("{}");
        try (Admin admin = KAFKA.admin()) {
            Set<String> topics = admin.listTopics().names().get();
            assertThat(topics).doesNotContain("no-such-topic");
        }
    }

    @Test
    void sendsHeadersKeyAndPartitionFromAttributes() {
        Stage stage = Stage.on(KAFKA, 3)
                .with("Publish Mode", "Raw")
                .with("Attributes to Send as Headers", "shop\\..*|stream.*")
                .with("Message Key", "${shop.id}")
                .with("Partitioner", "Partition Expression")
                .with("Partition", "${part}")
                .with("Compression", "lz4");

        Map<String, String> attributes = new java.util.HashMap<>(Stage.origin("raw", 5, 6, "any bytes\u0000"));
        attributes.putAll(Map.of("shop.id", "42", "shop.name", "Käse", "part", "2", "other", "x"));
        stage.runner().enqueue("any bytes\u0000", attributes);
        stage.runner().run();

        ConsumerRecord<byte[], byte[]> record = stage.records().get(0);
        assertThat(record.partition()).isEqualTo(2);
        assertThat(Stage.text(record.key())).isEqualTo("42");
        assertThat(Stage.text(record.value())).isEqualTo("any bytes\u0000");
        assertThat(Stage.header(record, "shop.name")).isEqualTo("Käse");
        assertThat(Stage.header(record, "other")).isNull();
        assertThat(Stage.header(record, "stream.origin.host")).isEqualTo("host-1");
        assertThat(Stage.header(record, "stream.origin.crc32c")).isNull();
        assertThat(record.headers().headers("stream.origin.first")).hasSize(1);
    }

    @Test
    void cutsRawContentAtADemarcatorAndSendsNothingTwiceWithoutTransactionsEither() {
        Stage stage = Stage.on(KAFKA, 1)
                .with("Publish Mode", "Raw")
                .with("Message Demarcator", "--")
                .with("Origin Headers", "None")
                .with("Transactions", "None");

        stage.runner().enqueue("a--b--");
        stage.runner().enqueue("");
        stage.runner().run();

        assertThat(stage.values()).containsExactly("a", "b");
        assertThat(stage.records().get(0).headers()).isEmpty();
        stage.runner().assertAllFlowFilesTransferred(PublishKafkaStream.SUCCESS, 2);
    }

    private static List<String> prices(long first, long next) {
        return LongStream.range(first, next).mapToObj(Stage::price).toList();
    }

    private static List<MockFlowFile> transferred(Stage stage) {
        return stage.runner().getFlowFilesForRelationship(PublishKafkaStream.SUCCESS);
    }

    private static MockFlowFile onlyOne(Stage stage, String relationship) {
        stage.runner().assertTransferCount(relationship, 1);
        return stage.runner().getFlowFilesForRelationship(relationship).get(0);
    }
}
