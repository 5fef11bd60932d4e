package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordCursor;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A benchmark's way to the cursors that PublishKafkaStream reads flow files with: they are nobody's API, so that this
 * class has to live in their package.
 */
public final class AdapterCursors {
    private static final int LARGEST_RECORD = 4 << 20;

    private AdapterCursors() {}

    /** Raw mode: one record a line. */
    public static RecordCursor lines(InputStream content) {
        byte[] demarcator = "\n".getBytes(StandardCharsets.UTF_8);
        return new DelimitedCursor(new ContentWindow(content, LARGEST_RECORD), Address.ANYWHERE, demarcator);
    }

    /** Record mode: JSON that is checked, with a key from a field such as {@code /sku}. */
    public static RecordCursor json(InputStream content, String keyField) {
        return new JsonCursor(new ContentWindow(content, LARGEST_RECORD), Address.ANYWHERE, FieldPath.parse(keyField));
    }
}
