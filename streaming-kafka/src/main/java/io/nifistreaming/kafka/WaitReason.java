package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.Locale;

/** Why input has to stay queued for now. */
public enum WaitReason {
    /** No broker answers, or not in time; also what back-pressure looks like when the broker is slow. */
    BROKER_UNAVAILABLE(1),
    /** The brokers refuse the credentials, or the TLS handshake fails. */
    AUTHENTICATION(10),
    /** The principal lacks a right that publishing needs: the transactional id, the progress topic. */
    NOT_AUTHORISED(10),
    /** Overlapping ranges of the same source are being published by another task, or their fate is not known yet. */
    CONFLICT(1),
    /** Another producer took over the transactional id. */
    FENCED(1),
    /** A younger publisher with the same scope and node is alive: this one has to be stopped, or opened anew. */
    SUPERSEDED(10),
    /** The progress topic is missing or not compacted, and can't be created. */
    PROGRESS_TOPIC(10),
    /** The thread was interrupted, or the publisher is closing. */
    STOPPING(1);

    private final Duration retryAfter;

    WaitReason(int seconds) {
        this.retryAfter = Duration.ofSeconds(seconds);
    }

    Duration retryAfter() {
        return retryAfter;
    }

    /** The word for messages, such as {@code broker-unavailable}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
