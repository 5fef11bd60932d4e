package io.nifistreaming.kafka;

import java.time.Duration;
import java.util.Locale;

/** Why input has to stay queued for now. */
public enum WaitReason {
    /** No broker answers, or not in time; also what back-pressure looks like when the broker is slow. */
    BROKER_UNAVAILABLE,
    /** The brokers refuse the credentials, or the TLS handshake fails. */
    AUTHENTICATION(10),
    /** The principal lacks a right that publishing needs: the transactional id, the progress topic. */
    NOT_AUTHORISED(10),
    /** No client can be made of the client properties. */
    SETTINGS(10),
    /** Overlapping ranges of the same source are being published by another task, or their fate is not known yet. */
    CONFLICT,
    /** The topic of this flow file does not exist, but may yet. */
    MISSING_TOPIC,
    /** Another producer took over the transactional id. */
    FENCED,
    /** A younger publisher with the same scope and node is alive: this one has to be stopped, or opened anew. */
    SUPERSEDED,
    /** The progress topic is missing or not compacted, and can't be created. */
    PROGRESS_TOPIC(10),
    /** A record is damaged, and somebody has to decide what becomes of it. */
    UNREADABLE_RECORD(10),
    /** The thread was interrupted, or whoever was asked is closing. */
    STOPPING;

    private final Duration pause;

    /** The caller's own rhythm will do: the attempt costs little, or Kafka's timeouts slow it down. */
    WaitReason() {
        this(0);
    }

    WaitReason(int seconds) {
        this.pause = Duration.ofSeconds(seconds);
    }

    /** For how long at least nothing is tried again, since a person has to mend something first; zero if not so. */
    Duration pause() {
        return pause;
    }

    /** Whether other flow files have better prospects at the same time. */
    public boolean concernsOneFlowFile() {
        return this == CONFLICT || this == MISSING_TOPIC;
    }

    /** The word for messages, such as {@code broker-unavailable}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
