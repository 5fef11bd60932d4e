package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.AppendOutcome;
import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import io.nifistreaming.delta.MergeCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of one flow file's rows, in words and numbers.
 *
 * @param attributes of the flow file
 * @param counters of the processor, with what this adds to each
 * @param text for provenance
 */
record WrittenRows(Map<String, String> attributes, Map<String, Long> counters, String text) {
    static final String INSERTED = "delta.rows.inserted";
    static final String UPDATED = "delta.rows.updated";
    static final String DELETED = "delta.rows.deleted";
    static final String UNCHANGED = "delta.rows.unchanged";
    static final String FILES_ADDED = "delta.files.added";
    static final String FILES_REMOVED = "delta.files.removed";

    static WrittenRows of(InputOutcome outcome, AppendOutcome.Appended version) {
        return outcome instanceof InputOutcome.Merged merged
                ? merged(merged, version)
                : appended((InputOutcome.Written) outcome);
    }

    private static WrittenRows appended(InputOutcome.Written written) {
        return new WrittenRows(
                Map.of(
                        PutTransfers.ROWS,
                        String.valueOf(written.rows()),
                        PutTransfers.HELD,
                        String.valueOf(written.held())),
                Map.of("Rows Written", written.rows()),
                written.rows() + " rows written, " + written.held() + " were there already");
    }

    private static WrittenRows merged(InputOutcome.Merged merged, AppendOutcome.Appended version) {
        MergeCounts counts = merged.counts();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(PutTransfers.ROWS, String.valueOf(counts.inserted() + counts.updated()));
        attributes.put(PutTransfers.HELD, String.valueOf(merged.held()));
        attributes.put(INSERTED, String.valueOf(counts.inserted()));
        attributes.put(UPDATED, String.valueOf(counts.updated()));
        attributes.put(DELETED, String.valueOf(counts.deleted()));
        attributes.put(UNCHANGED, String.valueOf(counts.unchanged()));
        attributes.put(FILES_ADDED, String.valueOf(version.files().size()));
        attributes.put(FILES_REMOVED, String.valueOf(version.replaced()));
        return new WrittenRows(
                attributes,
                Map.of(
                        "Rows Inserted", counts.inserted(),
                        "Rows Updated", counts.updated(),
                        "Rows Deleted", counts.deleted(),
                        "Rows Unchanged", counts.unchanged()),
                counts.inserted() + " rows inserted, " + counts.updated() + " updated, " + counts.deleted()
                        + " deleted, " + counts.unchanged() + " without effect, " + merged.held()
                        + " were there already");
    }
}
