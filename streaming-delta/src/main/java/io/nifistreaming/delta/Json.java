package io.nifistreaming.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/** Texts as JSON. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** The text that was quoted; anything else as it is. */
    static String plain(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node.isTextual() ? node.textValue() : json;
        } catch (JsonProcessingException none) {
            return json;
        }
    }
}
