package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Saved state outlives releases: what an earlier one wrote is read for ever. */
class CheckpointTest {
    private static final String GOLDEN = "v1 state=rotated name=/var/log/pos%20app/a.log"
            + " path=/var/log/pos%20app/a.log.1.gz form=gzip offset=120 size=250 changed=2026-01-01T00:00:00Z"
            + " id=fe00-20c45e-19b76da8000-00000000deadbeef generation=3 device=65024 inode=2147454"
            + " birth=1767225600000 fingerprint=200:deadbeef tail=ffffffffffffffff";
    private static final String LATER = " written=240@2025-12-31T23:59:59.750Z";

    private final Checkpoint checkpoint = new Checkpoint(
            new FileIdentity("fe00-20c45e-19b76da8000-00000000deadbeef", 3, new Fingerprint(200, 0xdeadbeefL)),
            new Place(
                    Path.of("/var/log/pos app/a.log"),
                    Path.of("/var/log/pos app/a.log.1.gz"),
                    Form.GZIP,
                    Place.State.ROTATED,
                    65024,
                    2147454,
                    1767225600000L,
                    250,
                    1767225600000L,
                    new Written(240, 1767225599750L)),
            new Position(120, -1));

    @Test
    void theLineIsAsItEverWas() {
        assertThat(checkpoint.encode()).isEqualTo(GOLDEN + LATER);
        assertThat(Checkpoint.decode(GOLDEN + LATER)).isEqualTo(checkpoint);
    }

    @Test
    void aLineOfAReleaseThatDidNotKnowWhenAFileWasWrittenIsReadAndStaysAsItIs() {
        Checkpoint old = Checkpoint.decode(GOLDEN);

        assertThat(old.place().written()).isEqualTo(Written.UNKNOWN);
        assertThat(old.encode()).isEqualTo(GOLDEN);
    }

    @Test
    void aStateHoldsOneEntryAContentAndLeavesOthersAlone() {
        Map<String, String> state = Checkpoints.of(List.of(checkpoint)).encode();

        assertThat(state).hasSize(1).containsValue(GOLDEN + LATER);
        assertThat(state.keySet().iterator().next()).matches("file\\.[0-9a-f]{16}");
        assertThat(Checkpoints.decode(Map.of("other", "thing"))).isEqualTo(Checkpoints.none());
    }

    @Test
    void whatHasNotChangedIsTakenOverFromTheStateBefore() {
        Checkpoint moved = new Checkpoint(checkpoint.identity(), checkpoint.place(), new Position(200, -1));
        Checkpoints before = Checkpoints.of(List.of(checkpoint));
        Map<String, String> encoded = before.encode();

        assertThat(before.encode(before, encoded)).isEqualTo(encoded);
        assertThat(before.encode(before, encoded).get(checkpoint.key())).isSameAs(encoded.get(checkpoint.key()));
        assertThat(before.encode(before, Map.of())).isEqualTo(encoded);
        assertThat(Checkpoints.of(List.of(moved)).encode(before, encoded))
                .isEqualTo(Checkpoints.of(List.of(moved)).encode());
    }

    @Test
    void aNewerVersionIsRefusedWithARemedy() {
        assertThatThrownBy(() -> Checkpoint.decode(GOLDEN.replace("v1 ", "v2 ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("newer release");
    }

    @Test
    void aDamagedLineIsRefused() {
        assertThatThrownBy(() -> Checkpoint.decode(GOLDEN.replace(" offset=120", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without offset");
    }
}
