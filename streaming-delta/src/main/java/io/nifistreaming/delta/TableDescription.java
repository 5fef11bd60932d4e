package io.nifistreaming.delta;

import io.delta.standalone.actions.Metadata;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a table is, and how large.
 *
 * @param oldest version that can be read still
 * @param rows where the statistics of all files tell them
 * @param smallFiles of less than 16 MB, which optimizing would put together
 * @param schema as SQL has it
 */
public record TableDescription(
        String path,
        String id,
        Optional<String> name,
        long version,
        long oldest,
        Optional<Instant> created,
        Instant modified,
        List<String> partitionColumns,
        Map<String, String> properties,
        String schema,
        long files,
        long smallFiles,
        long bytes,
        OptionalLong rows,
        int minReader,
        int minWriter) {
    private static final long SMALL = 16 << 20;

    /**
     * Of the newest version; empty if there is no table.
     *
     * @throws IOException if the log can't be read
     */
    public static Optional<TableDescription> of(DeltaTable table) throws IOException {
        TableReader.Found found = new TableReader(table).find(new TableTime.Now());
        if (!(found instanceof TableReader.Found.Version now)) {
            return Optional.empty();
        }
        TableSnapshot snapshot = now.snapshot();
        LogListing listing = LogListing.of(table);
        Metadata metadata = snapshot.snapshot().getMetadata();
        TableProtocol protocol = TableProtocol.of(table.configuration(), table.path());
        long files = 0;
        long small = 0;
        long bytes = 0;
        long rows = 0;
        boolean told = true;
        for (TableFile file : snapshot.files(RowFilter.ALL)) {
            files++;
            small += file.bytes() < SMALL ? 1 : 0;
            bytes += file.bytes();
            OptionalLong count = new FileBounds(file).rows();
            told &= count.isPresent();
            rows += count.orElse(0);
        }
        return Optional.of(new TableDescription(
                table.path(),
                metadata.getId(),
                Optional.ofNullable(metadata.getName()),
                snapshot.version(),
                listing.oldest(),
                metadata.getCreatedTime().map(Instant::ofEpochMilli),
                listing.versions().getOrDefault(snapshot.version(), Instant.EPOCH),
                List.copyOf(metadata.getPartitionColumns()),
                new TreeMap<>(metadata.getConfiguration()),
                text(snapshot.state().schema()),
                files,
                small,
                bytes,
                told ? OptionalLong.of(rows) : OptionalLong.empty(),
                protocol.minReader(),
                protocol.minWriter()));
    }

    private static String text(TableSchema schema) {
        return String.join(
                ", ",
                schema.columns().stream()
                        .map(column -> column.name() + " " + SchemaEvolution.text(column.type())
                                + (column.nullable() ? "" : " NOT NULL"))
                        .toList());
    }
}
