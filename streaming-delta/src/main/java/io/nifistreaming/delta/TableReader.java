package io.nifistreaming.delta;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Finds versions of a table. Writes nothing. */
public final class TableReader {
    /** What became of the search for a version. */
    public sealed interface Found {
        /** It is there. */
        record Version(TableSnapshot snapshot) implements Found {}

        /** There is no table, or no such version of it, or not any more. */
        record Nothing(String reason) implements Found {}
    }

    private final DeltaTable table;

    public TableReader(DeltaTable table) {
        this.table = table;
    }

    /**
     * The table as it was at that time.
     *
     * @throws IOException if its log can't be read
     * @throws UnsupportedTableException if it uses what this product does not know
     */
    public Found find(TableTime time) throws IOException {
        DeltaLog log = table.log();
        Snapshot now = table.read(log::update);
        if (now.getVersion() < 0) {
            return new Found.Nothing("There is no table " + table.path());
        }
        if (time instanceof TableTime.Now) {
            return new Found.Version(new TableSnapshot(table, now));
        }
        LogListing listing = LogListing.of(table);
        if (time instanceof TableTime.At at) {
            Optional<Long> version = versionAt(listing, at.instant());
            return version.isEmpty()
                    ? new Found.Nothing("Table " + table.path() + " tells of no version at " + at.instant()
                            + ": its log begins at " + listing.versions().get(listing.oldest()))
                    : find(listing, version.get());
        }
        return find(listing, ((TableTime.Version) time).number());
    }

    private Found find(LogListing listing, long version) throws IOException {
        if (version < listing.oldest() || version > listing.newest()) {
            return new Found.Nothing("Table " + table.path() + " has no version " + version + ", but "
                    + listing.oldest() + " to " + listing.newest()
                    + ": the log of older ones is deleted after delta.logRetentionDuration");
        }
        return new Found.Version(
                table.read(() -> new TableSnapshot(table, table.log().getSnapshotForVersionAsOf(version))));
    }

    /** The last that came until then. Times of versions never go back, whatever the clocks of their writers did. */
    private static Optional<Long> versionAt(LogListing listing, Instant instant) {
        Instant latest = Instant.MIN;
        Long found = null;
        for (Map.Entry<Long, Instant> each :
                listing.versions().tailMap(listing.oldest(), true).entrySet()) {
            latest = each.getValue().isAfter(latest) ? each.getValue() : latest.plusMillis(1);
            if (latest.isAfter(instant)) {
                break;
            }
            found = each.getKey();
        }
        return Optional.ofNullable(found);
    }
}
