package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.testing.FakeClock;
import java.time.Duration;
import java.time.Instant;
import org.apache.nifi.util.MockComponentLog;
import org.junit.jupiter.api.Test;

class TroublesTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-21T00:00:00Z"));
    private final MockComponentLog log = new MockComponentLog("id", this);
    private final Troubles troubles = new Troubles(log, clock);

    @Test
    void theSameTroubleIsToldOnceUntilItIsOver() {
        for (int attempt = 0; attempt < 10; attempt++) {
            clock.advance(Duration.ofSeconds(1));
            troubles.tell("unreachable", "The brokers can't be reached");
        }
        assertThat(log.getWarnMessages()).hasSize(1);

        troubles.over();
        troubles.tell("unreachable", "The brokers can't be reached");

        assertThat(log.getInfoMessages()).hasSize(1);
        assertThat(log.getWarnMessages()).hasSize(2);
    }

    @Test
    void unfitRecordsAmongFitOnesAreOneBulletinAndNotOneABatch() {
        for (int batch = 0; batch < 10; batch++) {
            clock.advance(Duration.ofSeconds(1));
            troubles.reject("too-large", "Record 3: it has 2,000,000 bytes");
            troubles.over();
        }

        assertThat(log.getWarnMessages()).hasSize(1);
        assertThat(log.getInfoMessages()).isEmpty();
    }

    @Test
    void namesThatComeFromAttributesAreNoStorm() {
        for (int name = 0; name < 1_000; name++) {
            troubles.remark("topic " + name, "It does not exist");
        }
        assertThat(log.getWarnMessages()).hasSize(Troubles.MOST);

        clock.advance(Troubles.SILENCE);
        troubles.remark("another topic", "It does not exist");

        assertThat(log.getWarnMessages()).hasSize(Troubles.MOST + 1);
    }

    @Test
    void aRemarkIsNotEndedBySuccess() {
        for (int batch = 0; batch < 10; batch++) {
            clock.advance(Duration.ofSeconds(1));
            troubles.remark("forgotten", "Progress has more holes than it can keep");
            troubles.over();
        }
        clock.advance(Troubles.SILENCE);
        troubles.remark("forgotten", "Progress has more holes than it can keep");

        assertThat(log.getWarnMessages()).hasSize(2);
        assertThat(log.getInfoMessages()).isEmpty();
    }

    @Test
    void aTroubleThatLastsIsToldAgainOnceNifiHasForgottenIt() {
        troubles.tell("unreachable", "The brokers can't be reached");
        clock.advance(Troubles.SILENCE);
        troubles.tell("unreachable", "The brokers can't be reached");

        assertThat(log.getWarnMessages()).hasSize(2);
    }
}
