package io.nifistreaming.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.RangeSet;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * How progress is written, as JSON that people can read too, version 1.
 *
 * <p>Key: {@code {"v":1,"scope":"s","node":"n","lease":0,"topic":"t","kind":"file","id":"i","generation":0}}, the same
 * bytes every time, since compaction compares them. Value: {@code {"v":1,"at":"2026-01-01T00:00:00Z","ranges":"0-9"}}.
 *
 * <p>Key of who publishes for a node: {@code {"v":1,"owner":"s","node":"n"}}, with a value without ranges.
 */
final class ProgressCodec {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProgressCodec() {}

    /** Who wrote what for which source: one record of the compacted topic. */
    record Key(String scope, String node, int lease, SourceInTopic source) {}

    /** What is held, and when that was written. */
    record Value(RangeSet held, Instant at) {}

    /** The key under which a publisher declares that it has taken over. */
    static byte[] ownerKey(String scope, String node) {
        return bytes(
                JSON.createObjectNode().put("v", VERSION).put("owner", scope).put("node", node));
    }

    static byte[] encode(Key key) {
        ObjectNode node = JSON.createObjectNode();
        node.put("v", VERSION);
        node.put("scope", key.scope());
        node.put("node", key.node());
        node.put("lease", key.lease());
        node.put("topic", key.source().topic());
        node.put("kind", key.source().source().kind().text());
        node.put("id", key.source().source().id());
        node.put("generation", key.source().source().generation());
        return bytes(node);
    }

    static byte[] encode(Value value) {
        ObjectNode node = JSON.createObjectNode();
        node.put("v", VERSION);
        node.put("at", value.at().toString());
        node.put("ranges", value.held().toString());
        return bytes(node);
    }

    /** The key, if it is one of this scope; empty for other scopes and for what is no progress at all. */
    static Optional<Key> decodeKey(byte[] bytes, String scope) {
        Optional<JsonNode> read = read(bytes);
        if (read.isEmpty() || !scope.equals(read.get().path("scope").asText())) {
            return Optional.empty();
        }
        JsonNode node = read.get();
        requireVersion(node, scope);
        SourceId source = new SourceId(
                OriginKind.ofText(node.path("kind").asText()),
                node.path("id").asText(),
                node.path("generation").asLong());
        return Optional.of(new Key(
                scope,
                node.path("node").asText(),
                node.path("lease").asInt(),
                new SourceInTopic(node.path("topic").asText(), source)));
    }

    /** @throws IllegalStateException if the value is not one that {@link #encode(Value)} wrote */
    static Value decodeValue(byte[] bytes, String scope) {
        JsonNode node = read(bytes)
                .orElseThrow(() -> new IllegalStateException("Progress of scope '" + scope + "' is not readable JSON"));
        requireVersion(node, scope);
        return new Value(
                RangeSet.parse(node.path("ranges").asText()),
                Instant.parse(node.path("at").asText()));
    }

    private static void requireVersion(JsonNode node, String scope) {
        if (node.path("v").asInt() != VERSION) {
            throw new IllegalStateException("Progress of scope '" + scope + "' has version "
                    + node.path("v").asText() + ", but this release reads version " + VERSION
                    + " alone: run the release that wrote it, or choose another scope");
        }
    }

    private static Optional<JsonNode> read(byte[] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(bytes);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (IOException ignored) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
