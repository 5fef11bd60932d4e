package io.nifistreaming.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.nifistreaming.kafka.TopicDeclaration.Cleanup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The declared topics, and the schemas of what they carry: read once, from {@code topics.yaml} and the schema files
 * beside it. Every producer and consumer is tested against it; the sandbox creates what it says.
 */
public final class TopicCatalog {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, TopicDeclaration> topics;
    private final Map<String, JsonSchema> schemas;

    private TopicCatalog(Map<String, TopicDeclaration> topics, Map<String, JsonSchema> schemas) {
        this.topics = topics;
        this.schemas = schemas;
    }

    /**
     * Reads the declarations and their schemas.
     *
     * @throws IOException if a file can't be read
     * @throws IllegalArgumentException if a declaration is wrong, naming the topic and the field
     */
    public static TopicCatalog read(Path file) throws IOException {
        Map<String, TopicDeclaration> topics = new LinkedHashMap<>();
        Map<String, JsonSchema> schemas = new HashMap<>();
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        JsonNode list = YAML.readTree(file.toFile()).path("topics");
        if (!list.isArray()) {
            throw new IllegalArgumentException(file.getFileName() + " has no list 'topics'");
        }
        for (JsonNode node : list) {
            TopicDeclaration topic = declaration(node);
            if (topics.put(topic.name(), topic) != null) {
                throw new IllegalArgumentException("Topic '" + topic.name() + "' is declared twice");
            }
            if (topic.schema().isPresent()) {
                Path schema = file.resolveSibling(topic.schema().get());
                schemas.put(topic.name(), factory.getSchema(Files.readString(schema)));
            }
        }
        return new TopicCatalog(topics, schemas);
    }

    public List<TopicDeclaration> topics() {
        return List.copyOf(topics.values());
    }

    public Optional<TopicDeclaration> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** The names that nobody has declared, sorted. */
    public List<String> undeclared(Collection<String> names) {
        TreeSet<String> undeclared = new TreeSet<>(names);
        undeclared.removeAll(topics.keySet());
        return List.copyOf(undeclared);
    }

    /**
     * What is wrong with a record's value, by the topic's schema; empty if nothing is. A schema of type string stands
     * for plain text, which is not parsed. A tombstone (null) is right in compacted topics alone.
     */
    public List<String> problems(String topic, byte[] value) {
        TopicDeclaration declared = topics.get(topic);
        if (declared == null) {
            return List.of("Topic '" + topic + "' is not declared");
        }
        if (value == null) {
            return declared.cleanup() == Cleanup.COMPACT
                    ? List.of()
                    : List.of("A tombstone makes no sense in topic '" + topic + "', which is not compacted");
        }
        JsonSchema schema = schemas.get(topic);
        if (schema == null) {
            return List.of();
        }
        try {
            List<String> problems = new ArrayList<>();
            for (ValidationMessage message : schema.validate(node(schema, value))) {
                problems.add(message.getMessage());
            }
            return problems;
        } catch (IOException malformed) {
            return List.of("Not JSON: " + malformed.getMessage());
        }
    }

    private static JsonNode node(JsonSchema schema, byte[] value) throws IOException {
        boolean text = "string".equals(schema.getSchemaNode().path("type").asText());
        return text ? JSON.getNodeFactory().textNode(new String(value, StandardCharsets.UTF_8)) : JSON.readTree(value);
    }

    private static TopicDeclaration declaration(JsonNode node) {
        String name = node.path("name").asText();
        String cleanup = node.path("cleanup").asText("delete");
        if (!cleanup.equals("delete") && !cleanup.equals("compact")) {
            throw new IllegalArgumentException(
                    "Topic '" + name + "': cleanup must be delete or compact, not '" + cleanup + "'");
        }
        return new TopicDeclaration(
                name,
                node.path("partitions").asInt(),
                Cleanup.valueOf(cleanup.toUpperCase(Locale.ROOT)),
                TopicDeclaration.parseRetention(name, node.path("retention").asText()),
                optional(node.path("key")),
                optional(node.path("schema")),
                node.path("description").asText());
    }

    private static Optional<String> optional(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node.asText());
    }
}
