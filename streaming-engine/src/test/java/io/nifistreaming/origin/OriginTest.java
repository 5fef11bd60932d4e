package io.nifistreaming.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static final Origin ORIGIN = new Origin(
            new SourceId(OriginKind.HTTP, "alpha", 7),
            new Range(10, 20),
            123,
            0x00c0ffeeL,
            Instant.parse("2026-11-20T10:15:30Z"),
            "edge-1");

    @Test
    void attributesSurviveTheWayThroughAFlowFile() {
        Map<String, String> attributes = ORIGIN.attributes();

        assertThat(attributes)
                .containsEntry("stream.origin.kind", "http")
                .containsEntry("stream.origin.id", "alpha")
                .containsEntry("stream.origin.generation", "7")
                .containsEntry("stream.origin.first", "10")
                .containsEntry("stream.origin.next", "20")
                .containsEntry("stream.origin.crc32c", "00c0ffee");
        assertThat(Origin.from(attributes)).contains(ORIGIN);
    }

    @Test
    void anOriginThatIsHalfThereOrMalformedIsNone() {
        for (String name : ORIGIN.attributes().keySet()) {
            Map<String, String> without = new HashMap<>(ORIGIN.attributes());
            without.remove(name);
            assertThat(Origin.from(without)).as("without " + name).isEmpty();
        }
        for (String name : new String[] {Origin.KIND, Origin.GENERATION, Origin.FIRST, Origin.CRC32C, Origin.TIME}) {
            Map<String, String> malformed = new HashMap<>(ORIGIN.attributes());
            malformed.put(name, "?");
            assertThat(Origin.from(malformed)).as("malformed " + name).isEmpty();
        }
    }

    @Test
    void itFitsOnlyTheContentItWasMadeFor() {
        assertThat(ORIGIN.fits(123, 0x00c0ffeeL)).isTrue();
        assertThat(ORIGIN.fits(124, 0x00c0ffeeL)).isFalse();
        assertThat(ORIGIN.fits(123, 1)).isFalse();
    }

    @Test
    void impossibleRangesAndSourcesAreRefused() {
        assertThatThrownBy(() -> new Range(5, 4)).hasMessageContaining("[5, 4)");
        assertThatThrownBy(() -> new Range(-1, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SourceId(OriginKind.FILE, "", 0)).hasMessageContaining("id");
        assertThatThrownBy(() -> new SourceId(OriginKind.FILE, "a", -1)).hasMessageContaining("negative");
    }
}
