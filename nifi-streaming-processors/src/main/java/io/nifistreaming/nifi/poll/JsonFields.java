package io.nifistreaming.nifi.poll;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the fields of one object in a document, with messages that say where in the document the trouble is. */
final class JsonFields {
    private final String path;
    private final JsonNode object;

    JsonFields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
        if (!object.isObject()) {
            throw new IllegalArgumentException((path.isEmpty() ? "the document" : path) + " must be an object {...}");
        }
    }

    /** Refuses fields that nobody reads: a typing error would otherwise change nothing, in silence. */
    void allowOnly(String... names) {
        Set<String> allowed = new TreeSet<>(Set.of(names));
        Iterator<String> given = object.fieldNames();
        while (given.hasNext()) {
            String name = given.next();
            if (!allowed.contains(name)) {
                throw bad(name, "is unknown; known are " + String.join(", ", allowed));
            }
        }
    }

    String required(String name) {
        String text = text(name, null);
        if (text == null || text.isBlank()) {
            throw bad(name, "is required");
        }
        return text;
    }

    String text(String name, String otherwise) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (node.isContainerNode()) {
            throw bad(name, "must be text");
        }
        return node.asText();
    }

    int whole(String name, int otherwise, int least) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        String text = node.asText();
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw bad(name, "must be a whole number of at least " + least);
        }
        return Integer.parseInt(text);
    }

    /** The constant of an enum, written in lower case with dashes. */
    <E extends Enum<E>> E choice(String name, E otherwise, Class<E> type) {
        String text = text(name, null);
        if (text == null) {
            return otherwise;
        }
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text)) {
                return constant;
            }
            words.add(word);
        }
        throw bad(name, "must be one of " + String.join(", ", words));
    }

    List<String> texts(String name) {
        JsonNode list = object.path(name);
        List<String> texts = new ArrayList<>();
        if (list.isMissingNode() || list.isNull()) {
            return texts;
        }
        if (list.isTextual()) {
            // A parameter can only bring text: "#{skus}" as A,B,C.
            for (String part : list.textValue().split(",", -1)) {
                if (!part.isBlank()) {
                    texts.add(part.strip());
                }
            }
            return texts;
        }
        if (!list.isArray()) {
            throw bad(name, "must be a list [...] of texts");
        }
        for (JsonNode item : list) {
            if (item.isContainerNode() || item.asText().isBlank()) {
                throw bad(name + "[" + texts.size() + "]", "must be text");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    /** Names and texts, in their order. */
    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        JsonNode inner = object.path(name);
        if (inner.isMissingNode() || inner.isNull()) {
            return map;
        }
        JsonFields fields = new JsonFields(at(name), inner);
        inner.fieldNames().forEachRemaining(key -> map.put(key, fields.required(key)));
        return map;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    JsonFields object(String name) {
        return new JsonFields(at(name), object.path(name));
    }

    IllegalArgumentException bad(String name, String problem) {
        return new IllegalArgumentException(at(name) + " " + problem);
    }

    /** Where a field is in the document, such as {@code targets[2].fields.price}. */
    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
