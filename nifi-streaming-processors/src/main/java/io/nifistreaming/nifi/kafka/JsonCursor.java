package io.nifistreaming.nifi.kafka;

import io.nifistreaming.nifi.kafka.JsonScanner.Layout;
import java.io.IOException;

/**
 * JSON objects as they stand in a content: one a line, one after the other, or the elements of one array. Checks
 * each, takes its key from a field, and passes its bytes through.
 *
 * <p>The first byte and the first object tell which of the three it is. In lines, a broken line is refused alone; in
 * the other two nobody can tell where the next object begins, so the rest is refused as one.
 */
final class JsonCursor extends SlicedCursor {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final JsonScanner scanner;
    private final FieldPath keyPath;
    private Shape shape = Shape.UNKNOWN;
    /** What stands where a separator should, after the record that was found last; null for nothing. */
    private String broken;

    JsonCursor(ContentWindow window, Address address, FieldPath keyPath) {
        super(window, address);
        this.keyPath = keyPath;
        this.scanner = new JsonScanner(keyPath);
    }

    private enum Shape {
        UNKNOWN,
        LINES,
        DOCUMENTS,
        ARRAY,
        ENDED
    }

    @Override
    boolean find() throws IOException {
        if (shape == Shape.UNKNOWN && !recogniseArray()) {
            return false;
        }
        if (broken != null) {
            refuseRest(broken);
            return true;
        }
        if (!window().hasByte()) {
            if (shape == Shape.ARRAY) {
                throw new IOException("The JSON array is not closed: the content was cut off. Send it again whole");
            }
            return false;
        }
        switch (shape) {
            case ARRAY, DOCUMENTS -> findAnywhere();
            default -> findLine();
        }
        return true;
    }

    /** Looks at the first byte; false if the content holds no record at all. */
    private boolean recogniseArray() throws IOException {
        passByteOrderMark();
        passBlanks();
        if (!window().hasByte()) {
            return false;
        }
        if (current() != '[') {
            return true;
        }
        shape = Shape.ARRAY;
        window().pass(1);
        passBlanks();
        if (window().hasByte() && current() == ']') {
            closeArray();
            return broken != null;
        }
        return true;
    }

    private void findLine() throws IOException {
        int end = scan(Layout.ONE_LINE);
        if (shape == Shape.UNKNOWN) {
            shape = Shape.LINES;
            if (end == JsonTokens.INCOMPLETE && scanner.lineEnded() && isManyLines()) {
                shape = Shape.DOCUMENTS;
                findAnywhere();
                return;
            }
        }
        long from = window().position();
        if (end < 0) {
            String why = problem(end);
            refuse(why, from, passLine());
        } else {
            takeRecord(end);
            if (!passBlanks() && window().hasByte()) {
                refuse("There is more on the line than one JSON object", from, passLine());
            }
        }
        passBlanks();
    }

    /** Whether the object goes on beyond its first line; not so if it never ends and the next line begins like one. */
    private boolean isManyLines() throws IOException {
        if (scan(Layout.MANY_LINES) >= 0) {
            return true;
        }
        byte[] bytes = window().bytes();
        int at = window().from();
        while (at < window().to() && bytes[at] != '\n') {
            at++;
        }
        return at + 1 >= window().to() || bytes[at + 1] != '{';
    }

    private void findAnywhere() throws IOException {
        int end = scan(Layout.MANY_LINES);
        if (end == JsonTokens.INCOMPLETE && !window().isFull() && shape == Shape.ARRAY) {
            throw new IOException("The JSON array ends inside a record: the content was cut off. Send it again whole");
        }
        if (end < 0) {
            refuseRest(problem(end));
            return;
        }
        takeRecord(end);
        passBlanks();
        if (shape == Shape.ARRAY && window().hasByte()) {
            passSeparator();
        }
    }

    private void passSeparator() throws IOException {
        if (current() == ',') {
            window().pass(1);
            passBlanks();
        } else if (current() == ']') {
            closeArray();
        } else {
            broken = "Byte " + window().position() + ": expected ',' or ']' after a record of the JSON array";
        }
    }

    private void closeArray() throws IOException {
        shape = Shape.ENDED;
        window().pass(1);
        passBlanks();
        if (window().hasByte()) {
            broken = "Byte " + window().position() + ": there is more after the JSON array";
        }
    }

    private int scan(Layout layout) throws IOException {
        while (true) {
            int end = scanner.scan(window().bytes(), window().from(), window().to(), layout);
            if (end != JsonTokens.INCOMPLETE || scanner.lineEnded() || !window().more()) {
                return end;
            }
        }
    }

    private void takeRecord(int end) throws IOException {
        take(window().from(), end);
        if (scanner.keyIsStructure()) {
            refuse(
                    "The key field " + keyPath + " holds an object or array: name a field with a plain value in"
                            + " Message Key Field",
                    bodyStart(),
                    bodyEnd());
        } else if (!keyPath.isEmpty()) {
            takeKey(scanner.key());
        }
        window().pass(end - window().from());
    }

    private String problem(int result) {
        if (result == JsonTokens.MALFORMED) {
            long at = window().position() + scanner.errorAt() - window().from();
            return "Byte " + at + ": not JSON: " + scanner.error();
        }
        return window().isFull()
                ? "The record at byte " + window().position() + " is far larger than Max Request Size"
                : "The JSON object at byte " + window().position() + " is not closed";
    }

    private void refuseRest(String why) throws IOException {
        long from = window().position();
        while (window().hasByte()) {
            window().pass(window().to() - window().from());
        }
        broken = null;
        shape = Shape.ENDED;
        refuse(why, from, window().position());
    }

    private byte current() {
        return window().bytes()[window().from()];
    }

    /** Passes the rest of the line but for the line feed; where that is. */
    private long passLine() throws IOException {
        while (window().hasByte() && current() != '\n') {
            window().pass(1);
        }
        return window().position();
    }

    /** Passes white space; whether there was a line feed in it. */
    private boolean passBlanks() throws IOException {
        boolean lineFeed = false;
        while (window().hasByte()) {
            byte octet = current();
            if (octet != ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                break;
            }
            lineFeed |= octet == '\n';
            window().pass(1);
        }
        return lineFeed;
    }

    private void passByteOrderMark() throws IOException {
        if (!window().hasByte() || window().to() - window().from() < BYTE_ORDER_MARK.length) {
            return;
        }
        for (int index = 0; index < BYTE_ORDER_MARK.length; index++) {
            if (window().bytes()[window().from() + index] != BYTE_ORDER_MARK[index]) {
                return;
            }
        }
        window().pass(BYTE_ORDER_MARK.length);
    }
}
