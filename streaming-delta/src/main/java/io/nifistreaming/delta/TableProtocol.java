package io.nifistreaming.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What readers and writers of a table must know, and what of that it uses: read from the log itself, since the library
 * tells nothing of tables that it does not know.
 *
 * @param features named by the table, or found in its properties and its schema
 */
record TableProtocol(int minReader, int minWriter, Set<String> features) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ListOf NAMES = new ListOf(Simple.STRING, true);
    private static final Column PROTOCOL = Column.of(
            "protocol",
            new Struct(List.of(
                    Column.of("minReaderVersion", Simple.INTEGER),
                    Column.of("minWriterVersion", Simple.INTEGER),
                    Column.of("readerFeatures", NAMES),
                    Column.of("writerFeatures", NAMES))));
    private static final Column METADATA = Column.of(
            "metaData",
            new Struct(List.of(
                    Column.of("schemaString", Simple.STRING),
                    Column.of("configuration", new MapOf(Simple.STRING, Simple.STRING, true)))));

    /** Of the newest version. */
    static TableProtocol of(Configuration configuration, String table) throws IOException {
        LogListing listing = LogListing.of(configuration, table);
        Reading reading = new Reading(configuration, table);
        for (long version : listing.versions().descendingKeySet()) {
            if (reading.isComplete()) {
                break;
            }
            reading.read(version);
        }
        if (!reading.isComplete() && !listing.checkpoints().isEmpty()) {
            reading.readCheckpoint(listing.checkpoints().lastKey());
        }
        return reading.result();
    }

    private static final class Reading {
        private final Configuration configuration;
        private final String table;
        private JsonNode protocol;
        private JsonNode metadata;

        Reading(Configuration configuration, String table) {
            this.configuration = configuration;
            this.table = table;
        }

        boolean isComplete() {
            return protocol != null && metadata != null;
        }

        void read(long version) throws IOException {
            Path file = new Path(table, "_delta_log/" + String.format("%020d.json", version));
            FileSystem system = file.getFileSystem(configuration);
            JsonNode newProtocol = null;
            JsonNode newMetadata = null;
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(system.open(file), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("{\"protocol\"") || line.startsWith("{\"metaData\"")) {
                        JsonNode action = JSON.readTree(line);
                        newProtocol = action.has("protocol") ? action.path("protocol") : newProtocol;
                        newMetadata = action.has("metaData") ? action.path("metaData") : newMetadata;
                    }
                }
            }
            protocol = protocol == null ? newProtocol : protocol;
            metadata = metadata == null ? newMetadata : metadata;
        }

        void readCheckpoint(long version) throws IOException {
            CheckpointReader checkpoint = new CheckpointReader(configuration, table);
            if (protocol == null) {
                checkpoint.read(version, PROTOCOL, row -> {
                    Map<String, Object> values = new TreeMap<>();
                    for (int index = 0; index < row.length; index++) {
                        values.put(
                                ((Struct) PROTOCOL.type()).columns().get(index).name(), row[index]);
                    }
                    protocol = JSON.valueToTree(values);
                });
            }
            if (metadata == null) {
                checkpoint.read(version, METADATA, row -> {
                    Map<String, Object> values = new TreeMap<>();
                    values.put("schemaString", row[0]);
                    values.put("configuration", row[1]);
                    metadata = JSON.valueToTree(values);
                });
            }
        }

        TableProtocol result() throws IOException {
            JsonNode versions = protocol == null ? JSON.createObjectNode() : protocol;
            JsonNode meta = metadata == null ? JSON.createObjectNode() : metadata;
            Set<String> features = new LinkedHashSet<>();
            List<JsonNode> lists = new ArrayList<>(List.of(versions.path("readerFeatures")));
            lists.add(versions.path("writerFeatures"));
            lists.forEach(list -> list.forEach(name -> features.add(name.asText())));
            String schema = meta.path("schemaString").asText("");
            JsonNode properties = meta.path("configuration");
            features.addAll(TableFeatures.used(properties, schema));
            return new TableProtocol(
                    versions.path("minReaderVersion").asInt(1),
                    versions.path("minWriterVersion").asInt(2),
                    features);
        }
    }
}
