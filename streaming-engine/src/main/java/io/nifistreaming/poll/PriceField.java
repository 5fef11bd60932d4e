package io.nifistreaming.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;

/** One mapped field: its name, for messages, and where it is within a tree. */
final class PriceField {
    private static final Configuration TREES = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    /** A field that can't be used; the message names it, and quotes nothing of the page. */
    static final class BadField extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean absent;

        private BadField(String message, boolean absent) {
            super(message, null, false, false);
            this.absent = absent;
        }

        boolean absent() {
            return absent;
        }
    }

    private final String name;
    private final JsonPath path;

    private PriceField(String name, JsonPath path) {
        this.name = name;
        this.path = path;
    }

    /**
     * Compiles a path.
     *
     * @param path null for a field that is not mapped, and so is never there
     * @throws IllegalArgumentException naming the field, if the path is malformed
     */
    static PriceField of(String name, String path) {
        if (path == null) {
            return new PriceField(name, null);
        }
        if (path.chars().filter(sign -> sign == '[').count()
                != path.chars().filter(sign -> sign == ']').count()) {
            // Jayway reads "$.price[" as if the bracket were not there.
            throw new IllegalArgumentException("The JSON path of '" + name
                    + "' is malformed: a bracket is opened and not closed, or the other way");
        }
        try {
            return new PriceField(name, JsonPath.compile(path));
        } catch (InvalidPathException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "The JSON path of '" + name + "' is malformed: " + malformed.getMessage(), malformed);
        }
    }

    /** The node at the path, the first one of several; the missing node if there is none. */
    JsonNode in(JsonNode tree) {
        JsonNode found = all(tree);
        return path != null && !path.isDefinite() ? found.path(0) : found;
    }

    /** The node at the path; the list of nodes where the path may match several. */
    JsonNode all(JsonNode tree) {
        if (path == null) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode found = path.read(tree, TREES);
            return found == null ? MissingNode.getInstance() : found;
        } catch (JsonPathException ignored) {
            // A filter that does not fit what the page holds: nothing is there.
            return MissingNode.getInstance();
        }
    }

    boolean isDefinite() {
        return path == null || path.isDefinite();
    }

    /** The value as text; null if absent or null. */
    String text(JsonNode tree) throws BadField {
        JsonNode node = in(tree);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node.isContainerNode()) {
            throw bad("is a list or an object: map the value itself");
        }
        return node.isNumber() ? node.decimalValue().toPlainString() : node.asText();
    }

    /** Text, BigDecimal, Boolean or null; a list or object as JSON text. */
    static Object plain(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    BadField bad(String problem) {
        return new BadField("Field '" + name + "' " + problem, false);
    }

    BadField absent() {
        return new BadField("Field '" + name + "' is not in the row: check its JSON path", true);
    }
}
