package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.Await;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import io.nifistreaming.kafka.broker.TcpProxy;
import io.nifistreaming.kafka.broker.TcpProxy.Loss;
import io.nifistreaming.kafka.broker.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network between a real producer and a real broker breaks in the very moment of a commit. */
class LostCommitIT {
    private static TcpProxy proxy;
    private static EmbeddedKafka kafka;

    private final String topic = "t-" + UUID.randomUUID();
    private final String scope = "s-" + UUID.randomUUID();
    private final List<OriginPublisher> opened = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        proxy = new TcpProxy();
        kafka = EmbeddedKafka.startBehind(proxy);
    }

    @AfterAll
    static void stop() throws IOException {
        kafka.close();
        proxy.close();
    }

    @BeforeEach
    void createTopic() {
        kafka.createTopic(topic, 2, Map.of());
    }

    @AfterEach
    void closePublishers() {
        proxy.heal();
        opened.forEach(OriginPublisher::close);
    }

    @Test
    void whenTheAnswerIsLostTheRetryFindsAllOfItCommitted() {
        OriginPublisher publisher = begun();

        assertUnknown(publisher, Loss.ANSWER_AND_NETWORK);
        PublishOutcome.Done retry = done(publisher, shop(0, 12));

        assertThat(retry.duplicates()).isEqualTo(10);
        assertThat(retry.sent()).isEqualTo(2);
        assertThat(shopValues()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void whenTheAnswerIsLostAndNifiDiesTheNextLifeFindsAllOfItCommitted() {
        OriginPublisher publisher = begun();

        assertUnknown(publisher, Loss.ANSWER_AND_NETWORK);
        PublishOutcome.Done replay = done(publisher(), shop(5, 15));

        assertThat(replay.duplicates()).isEqualTo(5);
        assertThat(replay.sent()).isEqualTo(5);
        assertThat(shopValues()).hasSize(15).doesNotHaveDuplicates();
    }

    @Test
    void whenTheRequestIsLostTheRetrySendsAllOfItAgain() {
        OriginPublisher publisher = begun();

        assertUnknown(publisher, Loss.REQUEST_AND_NETWORK);
        PublishOutcome.Done retry = done(publisher, shop(0, 10));

        assertThat(retry.duplicates()).isZero();
        assertThat(retry.sent()).isEqualTo(10);
        assertThat(shopValues()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void whenTheConnectionBreaksForAMomentTheProducerFindsOutByItself() {
        OriginPublisher publisher = begun();
        int before = proxy.lost();

        proxy.lose(Loss.ANSWER);
        PublishOutcome outcome = publisher.publish(List.of(shop(0, 10))).get(0);

        assertThat(proxy.lost()).isEqualTo(before + 1);
        assertThat(outcome).isInstanceOf(PublishOutcome.Done.class);
        assertThat(shopValues()).hasSize(10).doesNotHaveDuplicates();
    }

    private void assertUnknown(OriginPublisher publisher, Loss loss) {
        int before = proxy.lost();
        proxy.lose(loss);
        PublishOutcome outcome = publisher.publish(List.of(shop(0, 10))).get(0);
        assertThat(proxy.lost()).isEqualTo(before + 1);
        assertThat(outcome).isInstanceOf(PublishOutcome.Unknown.class);
        proxy.heal();
    }

    /** As often as it takes: the clients reconnect when they see fit. */
    private static PublishOutcome.Done done(OriginPublisher publisher, Publication publication) {
        List<PublishOutcome> outcomes = new ArrayList<>();
        Await.until("the network", () -> {
            outcomes.clear();
            outcomes.addAll(publisher.publish(List.of(publication)));
            return outcomes.get(0) instanceof PublishOutcome.Done;
        });
        return (PublishOutcome.Done) outcomes.get(0);
    }

    /** A publisher that has taken over already, so that the next commit is that of its records. */
    private OriginPublisher begun() {
        OriginPublisher publisher = publisher();
        done(publisher, Lines.http("f", "begin", 0, 1, topic));
        return publisher;
    }

    private OriginPublisher publisher() {
        KafkaClients clients = new KafkaClients(Map.of(
                "bootstrap.servers", "127.0.0.1:" + proxy.port(),
                "max.block.ms", 3_000,
                "request.timeout.ms", 2_000,
                "delivery.timeout.ms", 4_000,
                "default.api.timeout.ms", 5_000));
        OriginPublisher publisher = OriginPublisher.open(PublisherPlan.transactional(scope, "node"), clients);
        opened.add(publisher);
        return publisher;
    }

    private Publication shop(long first, long next) {
        return Lines.http("f", "shop", first, next, topic);
    }

    private List<String> shopValues() {
        return TopicReader.committed(kafka, topic).stream()
                .map(one -> new String(one.value(), StandardCharsets.UTF_8))
                .filter(line -> line.startsWith("shop"))
                .toList();
    }
}
