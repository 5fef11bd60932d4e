package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionsTest {
    @Test
    void observationsAreNumberedFromTheFirst() throws IOException {
        Positions positions = new Positions(lineage(OriginKind.HTTP, 10, 12), Framing.RECORDS);

        assertThat(placeAll(positions, "a", "b")).containsExactly("10-11", "11-12");
        assertThat(positions.complete()).isTrue();
    }

    @Test
    void linesOfAFileLieWhereTheirBytesLie() throws IOException {
        Positions positions = new Positions(lineage(OriginKind.FILE, 100, 107), Framing.RECORDS);

        assertThat(placeAll(positions, "abc", "de")).containsExactly("100-104", "104-107");
        assertThat(positions.complete()).isTrue();
    }

    @Test
    void wholeContentCoversTheWholeRange() throws IOException {
        Positions positions = new Positions(lineage(OriginKind.HTTP, 10, 20), Framing.WHOLE);

        assertThat(placeAll(positions, "everything")).containsExactly("10-20");
        assertThat(positions.complete()).isTrue();
    }

    @Test
    void tooFewOrTooManyRecordsDoNotFit() throws IOException {
        Positions few = new Positions(lineage(OriginKind.HTTP, 0, 3), Framing.RECORDS);
        Positions many = new Positions(lineage(OriginKind.HTTP, 0, 1), Framing.RECORDS);
        Positions bytes = new Positions(lineage(OriginKind.FILE, 0, 3), Framing.RECORDS);

        assertThat(placeAll(few, "a", "b")).doesNotContain("misfit");
        assertThat(few.complete()).isFalse();
        assertThat(placeAll(many, "a", "b")).containsExactly("0-1", "misfit");
        assertThat(placeAll(bytes, "longer")).containsExactly("misfit");
    }

    @Test
    void aFlowFilesOwnRecordsHaveNoEnd() throws IOException {
        Positions positions = new Positions(Lineage.ofFlowFile("f"), Framing.RECORDS);

        assertThat(placeAll(positions, "a", "b", "c")).containsExactly("0-1", "1-2", "2-3");
        assertThat(positions.complete()).isTrue();
        assertThat(positions.end()).isEqualTo(3);
    }

    @Test
    void recordsThatKnowTheirPlaceMayLeavePositionsOut() throws IOException {
        Positions positions = new Positions(lineage(OriginKind.KAFKA, 100, 110), Framing.PLACED_RECORDS);
        Positions own = new Positions(Lineage.ofFlowFile("f"), Framing.PLACED_RECORDS);

        assertThat(placeAll(positions, "abc", "de")).containsExactly("100-104", "104-107");
        assertThat(positions.complete()).isTrue();
        assertThat(positions.end()).isEqualTo(110);
        assertThat(placeAll(own, "abc", "de")).containsExactly("0-1", "1-2");
    }

    private static Lineage lineage(OriginKind kind, long first, long next) {
        return new Lineage(new SourceId(kind, "s", 0), new Range(first, next));
    }

    private static List<String> placeAll(Positions positions, String... lines) throws IOException {
        List<String> placed = new ArrayList<>();
        try (RecordCursor cursor = new Lines.Cursor(List.of(lines))) {
            while (cursor.advance()) {
                placed.add(positions.place(cursor) ? positions.first() + "-" + positions.next() : "misfit");
            }
        }
        return placed;
    }
}
