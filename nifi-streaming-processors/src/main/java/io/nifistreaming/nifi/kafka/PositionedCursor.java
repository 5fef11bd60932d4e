package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordCursor;
import io.nifistreaming.nifi.kafka.JsonScanner.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * JSON records that tell in a field where they end in the file that they were parsed out of. Each begins where the one
 * before it ends. A record without that field is given no place, so that the whole content falls back to the identity
 * of its flow file; one that can't be sent anyway takes one position.
 */
final class PositionedCursor implements RecordCursor {
    private static final int MOST_DIGITS = 18;

    private final RecordCursor records;
    private final JsonScanner scanner;
    private final long origin;
    private long start;
    private long end;

    /**
     * @param scanner whose key is the field
     * @param origin the position in the file where the content begins
     */
    PositionedCursor(RecordCursor records, JsonScanner scanner, long origin) {
        this.records = records;
        this.scanner = scanner;
        this.origin = origin;
    }

    @Override
    public boolean advance() throws IOException {
        if (!records.advance()) {
            return false;
        }
        start = Math.max(end, 0);
        end = records.value() == null ? start + 1 : position(records.value()) - origin;
        return true;
    }

    private long position(byte[] json) throws IOException {
        if (scanner.scan(json, 0, json.length, Layout.MANY_LINES) < 0 || scanner.keyIsStructure()) {
            return -1;
        }
        byte[] digits = scanner.key();
        if (digits == null || digits.length > MOST_DIGITS) {
            return -1;
        }
        String text = new String(digits, StandardCharsets.US_ASCII);
        return text.matches("\\d+") ? Long.parseLong(text) : -1;
    }

    @Override
    public byte[] key() {
        return records.key();
    }

    @Override
    public byte[] value() {
        return records.value();
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public int partition() {
        return records.partition();
    }

    @Override
    public String unserialisable() {
        return records.unserialisable();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
