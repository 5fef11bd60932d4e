package io.nifistreaming.kafka;

import java.util.Locale;

/** Why input has to stay queued for now. */
public enum WaitReason {
    /** No broker answers, or not in time; also what back-pressure looks like when the broker is slow. */
    BROKER_UNAVAILABLE,
    /** The brokers refuse the credentials, or the TLS handshake fails. */
    AUTHENTICATION,
    /** The principal lacks a right that publishing needs: the transactional id, the progress topic. */
    NOT_AUTHORISED,
    /** Overlapping ranges of the same source are being published by another task, or their fate is not known yet. */
    CONFLICT,
    /** Another producer took over the transactional id. */
    FENCED,
    /** The progress topic is missing or not compacted, and can't be created. */
    PROGRESS_TOPIC,
    /** The thread was interrupted, or the publisher is closing. */
    STOPPING;

    /** The word for messages, such as {@code broker-unavailable}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
