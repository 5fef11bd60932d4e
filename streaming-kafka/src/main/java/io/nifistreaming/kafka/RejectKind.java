package io.nifistreaming.kafka;

import java.util.Locale;

/** Why something can never be sent, however often it is tried. */
public enum RejectKind {
    /** The record is larger than the client's {@code max.request.size} or the topic's {@code max.message.bytes}. */
    TOO_LARGE,
    /** The broker refuses the record: no key in a compacted topic, a timestamp out of bounds. */
    INVALID_RECORD,
    /** The record has no bytes to send: {@link RecordCursor#unserialisable()}. */
    SERIALISATION,
    /** The topic does not exist; topics are declared, never created by sending. */
    UNKNOWN_TOPIC,
    /** The name is no legal topic name. */
    INVALID_TOPIC,
    /** The topic has no such partition. */
    UNKNOWN_PARTITION,
    /** The principal may not write to the topic. */
    TOPIC_NOT_AUTHORISED,
    /** An expression that names its topic, key or partition fails on its attributes. */
    EXPRESSION,
    /** The content can't be read as what it is said to be. */
    UNREADABLE;

    /** The word for {@code stream.error.kind}, such as {@code too-large}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
