package io.nifistreaming.delta;

import io.delta.standalone.actions.CommitInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who made which version of a table, the newest first. */
public final class TableHistory {
    /**
     * A version.
     *
     * @param time when it came, as storage tells
     * @param operation as its writer calls it; of this product's own care, what kind of care
     * @param parameters as text
     */
    public record Entry(
            long version,
            Instant time,
            String operation,
            Map<String, String> parameters,
            Map<String, String> metrics,
            Optional<String> engine,
            Optional<String> userMetadata) {}

    private TableHistory() {}

    /**
     * The last versions that the log tells of.
     *
     * @param most of them
     * @throws IOException if the log can't be read
     */
    public static List<Entry> of(DeltaTable table, int most) throws IOException {
        LogListing listing = LogListing.of(table);
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<Long, Instant> version :
                listing.versions().descendingMap().entrySet()) {
            if (entries.size() == most) {
                break;
            }
            entries.add(table.read(() -> entry(table, version.getKey(), version.getValue())));
        }
        return entries;
    }

    private static Entry entry(DeltaTable table, long version, Instant time) throws IOException {
        Optional<CommitInfo> found = VersionActions.commitInfo(table, version);
        if (found.isEmpty()) {
            return new Entry(version, time, "unknown", Map.of(), Map.of(), Optional.empty(), Optional.empty());
        }
        CommitInfo info = found.get();
        Map<String, String> parameters = new TreeMap<>();
        if (info.getOperationParameters() != null) {
            info.getOperationParameters().forEach((name, value) -> parameters.put(name, Json.plain(value)));
        }
        String care = parameters.remove(TableTransaction.MAINTENANCE);
        return new Entry(
                version,
                time,
                care == null ? info.getOperation() : care,
                parameters,
                new TreeMap<>(info.getOperationMetrics().orElse(Map.of())),
                info.getEngineInfo(),
                info.getUserMetadata());
    }
}
