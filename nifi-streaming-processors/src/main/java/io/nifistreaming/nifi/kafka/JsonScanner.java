package io.nifistreaming.nifi.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checks one JSON object in a byte array, finds where it ends, and where its key field lies; builds nothing.
 *
 * <p>Strict RFC 8259, UTF-8 checked, at most {@value #MAX_DEPTH} levels. A library's parser does the same with an
 * object per record and a copy per field, which is most of the cost of publishing small records; Jackson is the oracle
 * in the tests. Not thread-safe: the result of a scan is read from this object.
 */
final class JsonScanner extends JsonTokens {
    static final int MAX_DEPTH = 1000;
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private final byte[][] keyPath;
    private int keyFrom;
    private int keyTo;

    /** @param keyPath names of the fields that lead to the key; none for no key */
    JsonScanner(FieldPath keyPath) {
        this.keyPath = keyPath.names().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /**
     * Scans the object that begins at {@code from}.
     *
     * @param line whether a line feed ends the input, as in newline-delimited JSON
     * @return the index after the object, {@link #INCOMPLETE} or {@link #MALFORMED}
     */
    int scan(byte[] content, int from, int to, Layout line) {
        reset(content, to, line == Layout.ONE_LINE);
        keyFrom = -1;
        keyTo = -1;
        if (from >= limit) {
            return INCOMPLETE;
        }
        if (bytes[from] != '{') {
            return malformed(from, "a record must be a JSON object, which begins with '{'");
        }
        return object(from, 1, keyPath.length == 0 ? -1 : 0);
    }

    /** Whether an object may run over several lines. */
    enum Layout {
        ONE_LINE,
        MANY_LINES
    }

    /** The key of the object scanned last: text without quotes, other scalars as written; null if absent or null. */
    byte[] key() throws IOException {
        if (keyFrom < 0 || bytes[keyFrom] == 'n') {
            return null;
        }
        if (bytes[keyFrom] != '"') {
            return Arrays.copyOfRange(bytes, keyFrom, keyTo);
        }
        return contains(keyFrom, keyTo, '\\')
                ? unescaped(keyFrom, keyTo)
                : Arrays.copyOfRange(bytes, keyFrom + 1, keyTo - 1);
    }

    /** Whether the key field holds an object or an array, which is no key. */
    boolean keyIsStructure() {
        return keyFrom >= 0 && (bytes[keyFrom] == '{' || bytes[keyFrom] == '[');
    }

    private int object(int from, int depth, int segment) {
        int at = blank(from + 1);
        if (at < limit && bytes[at] == '}') {
            return at + 1;
        }
        while (at >= 0 && at < limit) {
            int name = at;
            if (bytes[at] != '"') {
                return unexpected(at, "a field name in quotes");
            }
            at = string(at);
            int nameEnd = at;
            at = at < 0 ? at : blank(at);
            if (at < 0 || at >= limit) {
                break;
            }
            if (bytes[at] != ':') {
                return unexpected(at, "':'");
            }
            boolean onPath = segment >= 0 && isName(name, nameEnd, keyPath[segment]);
            int value = blank(at + 1);
            at = value(value, depth, onPath && segment + 1 < keyPath.length ? segment + 1 : -1);
            if (at >= 0 && onPath && segment + 1 == keyPath.length) {
                keyFrom = value;
                keyTo = at;
            }
            at = at < 0 ? at : blank(at);
            if (at < 0 || at >= limit || bytes[at] == '}') {
                break;
            }
            if (bytes[at] != ',') {
                return unexpected(at, "',' or '}'");
            }
            at = blank(at + 1);
        }
        return closed(at);
    }

    private int array(int from, int depth) {
        int at = blank(from + 1);
        if (at < limit && bytes[at] == ']') {
            return at + 1;
        }
        while (at >= 0 && at < limit) {
            at = value(at, depth, -1);
            at = at < 0 ? at : blank(at);
            if (at < 0 || at >= limit || bytes[at] == ']') {
                break;
            }
            if (bytes[at] != ',') {
                return unexpected(at, "',' or ']'");
            }
            at = blank(at + 1);
        }
        return closed(at);
    }

    private int closed(int at) {
        if (at < 0) {
            return at;
        }
        return at < limit ? at + 1 : INCOMPLETE;
    }

    private int value(int at, int depth, int segment) {
        if (at >= limit) {
            return INCOMPLETE;
        }
        switch (bytes[at]) {
            case '"':
                return string(at);
            case '{':
                return depth == MAX_DEPTH ? tooDeep(at) : object(at, depth + 1, segment);
            case '[':
                return depth == MAX_DEPTH ? tooDeep(at) : array(at, depth + 1);
            case 't':
                return literal(at, TRUE);
            case 'f':
                return literal(at, FALSE);
            case 'n':
                return literal(at, NULL);
            default:
                return number(at);
        }
    }

    private int tooDeep(int at) {
        return malformed(at, "nested more than " + MAX_DEPTH + " levels deep");
    }

    private boolean isName(int from, int to, byte[] wanted) {
        if (contains(from, to, '\\')) {
            try {
                return Arrays.equals(unescaped(from, to), wanted);
            } catch (IOException impossible) {
                throw new IllegalStateException("A string that was checked does not parse", impossible);
            }
        }
        return Arrays.equals(bytes, from + 1, to - 1, wanted, 0, wanted.length);
    }

    private boolean contains(int from, int to, char wanted) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == wanted) {
                return true;
            }
        }
        return false;
    }

    private byte[] unescaped(int from, int to) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            parser.nextToken();
            return parser.getText().getBytes(StandardCharsets.UTF_8);
        }
    }
}
