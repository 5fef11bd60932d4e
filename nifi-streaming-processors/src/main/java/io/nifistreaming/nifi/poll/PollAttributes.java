package io.nifistreaming.nifi.poll;

/** Names of the attributes that flow files get, beside their origin. */
final class PollAttributes {
    static final String TARGET = "poll.target";
    static final String COMPETITOR = "poll.competitor";
    static final String URL = "poll.url";
    static final String PAGE_SIZE = "poll.page.size";
    static final String RECORD_COUNT = "record.count";
    static final String MIME_TYPE = "mime.type";
    static final String ERROR_KIND = "stream.error.kind";
    static final String ERROR_MESSAGE = "stream.error.message";
    static final String JSON_LINES = "application/x-ndjson";

    private PollAttributes() {}
}
