package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.Progress.Change;
import io.nifistreaming.kafka.ProgressCodec.Key;
import io.nifistreaming.kafka.ProgressCodec.Value;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import io.nifistreaming.origin.SourceId;
import io.nifistreaming.testing.FakeClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Own commits are known at once, and read from the topic some time later: in whatever order, the newest counts. */
class ProgressTest {
    private final FakeClock clock = new FakeClock();
    private final Progress progress = new Progress(PublisherPlan.transactional("scope", "node"), clock);
    private final SourceInTopic source = new SourceInTopic("prices", new SourceId(OriginKind.FLOWFILE, "f1", 0));
    private final Key key = new Key("scope", "node", 0, source);

    @Test
    void whatIsReadLateDoesNotBringBackWhatWasForgottenMeanwhile() {
        progress.committed(List.of(new Change(key, value(0, 2), 5)));
        progress.committed(List.of(new Change(key, null, 8)));

        progress.read(List.of(entry(value(0, 2), 5)));
        assertThat(progress.held(source).isEmpty()).isTrue();
        progress.read(List.of(entry(null, 8)));
        progress.read(List.of(entry(value(0, 3), 9)));

        assertThat(progress.held(source)).isEqualTo(RangeSet.of(new Range(0, 3)));
    }

    @Test
    void aLateDeletionDoesNotTakeAwayWhatWasWrittenAfterIt() {
        progress.committed(List.of(new Change(key, value(0, 2), 5)));
        progress.committed(List.of(new Change(key, null, 8)));
        progress.committed(List.of(new Change(key, value(0, 3), 11)));

        progress.read(List.of(entry(value(0, 2), 5), entry(null, 8)));

        assertThat(progress.held(source)).isEqualTo(RangeSet.of(new Range(0, 3)));
    }

    @Test
    void otherScopesAndStrangersAreNotRead() {
        Key other = new Key("other", "node", 0, source);

        progress.read(List.of(
                new ProgressLog.Entry(ProgressCodec.encode(other), ProgressCodec.encode(value(0, 9)), 1),
                new ProgressLog.Entry(new byte[] {1, 2, 3}, new byte[] {4}, 2),
                new ProgressLog.Entry(null, null, 3)));

        assertThat(progress.held(source).isEmpty()).isTrue();
    }

    @Test
    void theYoungestDeclarationOfTheOwnNodeAloneCounts() {
        byte[] value = progress.ownerValue();

        progress.read(List.of(
                new ProgressLog.Entry(ProgressCodec.ownerKey("scope", "node"), value, 4),
                new ProgressLog.Entry(ProgressCodec.ownerKey("scope", "node2"), value, 6),
                new ProgressLog.Entry(ProgressCodec.ownerKey("scope2", "node"), value, 7)));

        assertThat(progress.lastOwner()).isEqualTo(4);
    }

    private Value value(long first, long next) {
        return new Value(RangeSet.of(new Range(first, next)), clock.instant());
    }

    private ProgressLog.Entry entry(Value value, long offset) {
        return new ProgressLog.Entry(
                ProgressCodec.encode(key), value == null ? null : ProgressCodec.encode(value), offset);
    }
}
