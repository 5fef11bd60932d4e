package io.nifistreaming.origin;

import java.util.Locale;

/** What kind of source a range counts in: bytes, observations, offsets, rows or record indexes. */
public enum OriginKind {
    /** Byte offsets of a file. */
    FILE,
    /** Observation numbers of a polled target. */
    HTTP,
    /** Offsets of a topic-partition. */
    KAFKA,
    /** Numbers of the rows that a stream of a table's changes has brought. */
    DELTA,
    /** Record indexes of one flow file, for content whose real source is unknown or was transformed. */
    FLOWFILE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word used in attributes and headers, such as {@code file}. */
    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException if the word names no kind */
    public static OriginKind ofText(String word) {
        for (OriginKind kind : values()) {
            if (kind.text.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "Unknown origin kind '" + word + "': use one of file, http, kafka, delta, flowfile");
    }
}
