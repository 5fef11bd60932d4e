package io.nifistreaming.delta;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which rows of files have keys of a source, so that all others need not be looked up again. A bit for each row. */
final class MatchedRows {
    private final long mostBits;
    private final Map<TableFile, BitSet> rows = new HashMap<>();
    private long bits;

    /** @param mostBits of memory; the rows of files that don't fit are looked up again */
    MatchedRows(long mostBits) {
        this.mostBits = mostBits;
    }

    void keep(TableFile file, BitSet matched) {
        if (bits + matched.size() <= mostBits) {
            bits += matched.size();
            rows.put(file, matched);
        }
    }

    /** Whether the row may have such a key; false only if it has none. */
    boolean mayMatch(TableFile file, int position) {
        BitSet of = rows.get(file);
        return of == null || of.get(position);
    }
}
