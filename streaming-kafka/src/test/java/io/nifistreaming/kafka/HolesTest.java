package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Progress with more holes than it can keep: never silently, and only as far as it must. */
class HolesTest {
    private static final String TOPIC = "prices";
    private static final String UNFIT = "for a partition that is not there";

    private final FakeKafka kafka = new FakeKafka();

    @BeforeEach
    void createTopic() {
        kafka.createTopic(TOPIC, new TopicState(1, 100, false));
    }

    @Test
    void asManyRangesAsFitAreKeptAndNothingIsTold() {
        PublishOutcome.Done done = publish(publisher(), everySecondFits(0, Holes.MOST_RANGES));

        assertThat(done.rejects()).hasSize(Holes.MOST_RANGES);
        assertThat(done.forgottenBefore()).isZero();
        assertThat(publish(publisher(), everySecondFits(0, Holes.MOST_RANGES)).sent())
                .isZero();
    }

    @Test
    void whatIsForgottenBeyondThatIsToldByItsPositionEachTime() {
        OriginPublisher publisher = publisher();

        PublishOutcome.Done done = publish(publisher, everySecondFits(0, Holes.MOST_RANGES + 3));
        PublishOutcome.Done replay = publish(publisher, everySecondFits(0, Holes.MOST_RANGES + 3));
        PublishOutcome.Done next = publish(publisher, everySecondFits(Holes.MOST_RANGES + 3, Holes.MOST_RANGES + 4));

        assertThat(done.forgottenBefore()).isEqualTo(2 * 2 + 1);
        assertThat(replay.sent()).isEqualTo(3);
        assertThat(replay.forgottenBefore()).isEqualTo(2 * 2 + 1);
        assertThat(next.forgottenBefore()).isGreaterThan(2 * 2);
    }

    @Test
    void onlyWhatWasToldIsSentAgainByTheNextLife() {
        publish(publisher(), everySecondFits(0, Holes.MOST_RANGES + 3));

        PublishOutcome.Done replay = publish(publisher(), everySecondFits(0, Holes.MOST_RANGES + 3));

        assertThat(replay.sent()).isEqualTo(3);
        assertThat(replay.duplicates()).isEqualTo(Holes.MOST_RANGES);
        List<String> values = kafka.committed(TOPIC).stream()
                .map(one -> new String(one.data().value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(values).hasSize(Holes.MOST_RANGES + 6).contains("0", "1", "2");
        assertThat(values.stream().distinct()).hasSize(Holes.MOST_RANGES + 3);
    }

    /** What one lease has no room for may stand in what another one wrote. */
    @Test
    void whatAnotherLeaseStillHoldsIsNotForgotten() {
        OriginPublisher publisher = publisher();
        publish(publisher, everySecondFits(0, 10));
        publisher.publish(List.of(Lines.during(Lines.http("g", "city", 0, 1, TOPIC), () -> assertThat(
                        publish(publisher, everySecondFits(10, Holes.MOST_RANGES + 10))
                                .forgottenBefore())
                .isZero())));

        assertThat(publish(publisher(), everySecondFits(0, Holes.MOST_RANGES + 10))
                        .sent())
                .isZero();
    }

    /** A fit and an unfit record by turns: a range and a hole each. */
    private static Publication everySecondFits(int first, int next) {
        List<String> lines = new ArrayList<>();
        for (int number = first; number < next; number++) {
            lines.add(Integer.toString(number));
            lines.add(UNFIT);
        }
        Lineage lineage = new Lineage(new SourceId(OriginKind.HTTP, "shop", 0), new Range(2L * first, 2L * next));
        return new Publication("f", lineage, TOPIC, Framing.RECORDS, List.of(), () -> new Lines.Cursor(lines) {
            @Override
            public int partition() {
                return line().equals(UNFIT) ? 7 : -1;
            }
        });
    }

    private OriginPublisher publisher() {
        return OriginPublisher.open(PublisherPlan.transactional("scope", "node"), kafka.process());
    }

    private static PublishOutcome.Done publish(OriginPublisher publisher, Publication publication) {
        PublishOutcome outcome = publisher.publish(List.of(publication)).get(0);
        assertThat(outcome).isInstanceOf(PublishOutcome.Done.class);
        return (PublishOutcome.Done) outcome;
    }
}
