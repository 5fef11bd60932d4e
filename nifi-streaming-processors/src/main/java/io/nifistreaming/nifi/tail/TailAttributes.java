package io.nifistreaming.nifi.tail;

/** Names of the attributes that flow files get, beside their origin. */
final class TailAttributes {
    static final String FILE = "tail.file";
    static final String PATH = "tail.path";
    static final String LINES = "tail.lines";
    static final String TRUNCATED = "tail.truncated";
    static final String ENCRYPTED = "tail.encrypted";
    static final String RECORD_COUNT = "record.count";
    static final String MIME_TYPE = "mime.type";
    static final String POSITION_FIELD = "stream.origin.position.field";
    static final String ERROR_KIND = "stream.error.kind";
    static final String ERROR_MESSAGE = "stream.error.message";

    private TailAttributes() {}
}
