package io.nifistreaming.poll;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON pages by JSON paths; numbers stay exact decimals. */
public final class JsonPathPriceExtractor implements PriceExtractor {
    private static final ObjectReader TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build()
            .readerFor(JsonNode.class);

    private final PriceField items;
    private final String itemsPath;
    private final PriceRowReader rows;

    /** @throws IllegalArgumentException naming the field whose path is malformed */
    public JsonPathPriceExtractor(PriceMapping mapping) {
        this.items = PriceField.of("items", mapping.items());
        this.itemsPath = mapping.items();
        this.rows = new PriceRowReader(mapping);
    }

    @Override
    public Extraction extract(PollTarget target, HttpAnswer answer) {
        JsonNode page;
        try {
            page = parsed(answer);
        } catch (IOException unreadable) {
            return new Extraction.Unexpected(RejectKind.UNREADABLE, notJson(answer));
        }
        List<JsonNode> found = rowsOf(page);
        if (found == null) {
            return new Extraction.Unexpected(
                    RejectKind.SCHEMA_GONE,
                    "Nothing in the page at '" + itemsPath + "': the site has changed, or 'items' is not its path");
        }
        return rows.readAll(target, found, answer.receivedAt());
    }

    /** The rows; null if there is no such place in the page. */
    private List<JsonNode> rowsOf(JsonNode page) {
        JsonNode place = items.all(page);
        if (!items.isDefinite() && place.isEmpty()) {
            return null;
        }
        if (place.isArray()) {
            List<JsonNode> list = new ArrayList<>(place.size());
            // A path like $..products matches the list, not its rows.
            boolean nested =
                    !items.isDefinite() && place.size() == 1 && place.get(0).isArray();
            (nested ? place.get(0) : place).forEach(list::add);
            return list;
        }
        return place.isObject() ? List.of(place) : null;
    }

    private static JsonNode parsed(HttpAnswer answer) throws IOException {
        byte[] body = answer.body();
        if (answer.charset().equals(StandardCharsets.UTF_8)) {
            // Jackson tells UTF-8, UTF-16 and UTF-32 apart by itself, byte order mark included.
            return nonEmpty(TREES.readTree(body));
        }
        return nonEmpty(TREES.readTree(new InputStreamReader(new ByteArrayInputStream(body), answer.charset())));
    }

    private static JsonNode nonEmpty(JsonNode page) throws IOException {
        if (page == null || page.isMissingNode()) {
            throw new IOException("Empty");
        }
        return page;
    }

    private static String notJson(HttpAnswer answer) {
        byte[] body = answer.body();
        int start = 0;
        while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
            start++;
        }
        if (start == body.length) {
            return "The answer is empty, where JSON was expected";
        }
        String what = body[start] == '<' ? "HTML or XML" : "no well-formed JSON";
        return "The answer is " + what
                + ", where JSON was expected: the site has changed, blocks us, or the URL is wrong";
    }
}
