package io.nifistreaming.delta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Features of Delta that this product does not know, by the names that the protocol has for them. */
final class TableFeatures {
    /** All of protocol reader 1, writer 2, which this product knows. */
    private static final Set<String> KNOWN = Set.of("appendOnly", "invariants");
    /** What makes files unreadable for who does not know it; all else is for writers alone. */
    private static final Set<String> OF_READERS = Set.of(
            "columnMapping",
            "deletionVectors",
            "timestampNtz",
            "typeWidening",
            "typeWidening-preview",
            "v2Checkpoint",
            "vacuumProtocolCheck",
            "variantType",
            "variantType-preview",
            "catalogManaged",
            "catalogOwned-preview");

    private static final Map<String, String> BY_PROPERTY = Map.of(
            "delta.enableChangeDataFeed", "changeDataFeed",
            "delta.enableDeletionVectors", "deletionVectors",
            "delta.enableRowTracking", "rowTracking",
            "delta.enableInCommitTimestamps", "inCommitTimestamp");
    private static final Map<String, String> BY_SCHEMA = Map.of(
            "\"delta.generationExpression\"", "generatedColumns",
            "\"delta.identity.start\"", "identityColumns",
            "\"CURRENT_DEFAULT\"", "allowColumnDefaults",
            "\"timestamp_ntz\"", "timestampNtz");

    private TableFeatures() {}

    /** What tables of a protocol without names use, as their properties and their schema tell. */
    static Set<String> used(JsonNode properties, String schema) {
        Set<String> used = new LinkedHashSet<>();
        BY_PROPERTY.forEach((property, feature) -> {
            if (properties.path(property).asText().equalsIgnoreCase("true")) {
                used.add(feature);
            }
        });
        BY_SCHEMA.forEach((word, feature) -> {
            if (schema.contains(word)) {
                used.add(feature);
            }
        });
        String mapping = properties.path("delta.columnMapping.mode").asText("none");
        if (!mapping.equalsIgnoreCase("none")) {
            used.add("columnMapping");
        }
        properties.fieldNames().forEachRemaining(property -> {
            if (property.startsWith("delta.constraints.")) {
                used.add("checkConstraints");
            }
        });
        return used;
    }

    /** Why the table can't be read, and what to do. */
    static UnsupportedTableException unreadable(String path, TableProtocol protocol) {
        List<String> features = unknown(protocol);
        features.removeIf(feature -> !OF_READERS.contains(feature) && protocol.minReader() >= 3);
        return refused(path, "read", protocol, features.isEmpty() ? unknown(protocol) : features);
    }

    /** Why the table can't be written to, and what to do. */
    static UnsupportedTableException unwritable(String path, TableProtocol protocol) {
        return refused(path, "written to", protocol, unknown(protocol));
    }

    private static List<String> unknown(TableProtocol protocol) {
        List<String> unknown = new ArrayList<>(protocol.features());
        unknown.removeAll(KNOWN);
        return unknown;
    }

    private static UnsupportedTableException refused(
            String path, String what, TableProtocol protocol, List<String> features) {
        String needs = "reader version " + protocol.minReader() + ", writer version " + protocol.minWriter();
        String cause = features.isEmpty()
                ? "it asks for " + needs + ", though it uses no feature of that"
                : "it uses " + String.join(", ", features) + " (" + needs + ")";
        StringBuilder remedy = new StringBuilder();
        for (String feature : features) {
            remedy.append(remedy.isEmpty() ? "" : "; ")
                    .append("ALTER TABLE … DROP FEATURE ")
                    .append(feature);
        }
        return new UnsupportedTableException("Table " + path + " can't be " + what + ": " + cause
                + ", and this product knows reader version 1 and writer version 2. Let the engine that made it copy it"
                + " to a table with delta.minReaderVersion = 1 and delta.minWriterVersion = 2"
                + (features.isEmpty() ? "" : ", or take the features away (" + remedy + ")"));
    }
}
