package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.actions.AddFile;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchedRowsTest {
    @Test
    void onlyRowsThatAreKnownNotToMatchAreLeftOut() {
        MatchedRows matched = new MatchedRows(64);
        BitSet third = new BitSet();
        third.set(2);
        matched.keep(file("kept"), third);
        matched.keep(file("too much"), third);

        assertThat(matched.mayMatch(file("kept"), 2)).isTrue();
        assertThat(matched.mayMatch(file("kept"), 1)).isFalse();
        assertThat(matched.mayMatch(file("kept"), 1000)).isFalse();
        assertThat(matched.mayMatch(file("too much"), 1)).isTrue();
        assertThat(matched.mayMatch(file("unknown"), 1)).isTrue();
    }

    private static TableFile file(String path) {
        return new TableFile(AddFile.builder(path, Map.of(), 1, 1, true).build());
    }
}
