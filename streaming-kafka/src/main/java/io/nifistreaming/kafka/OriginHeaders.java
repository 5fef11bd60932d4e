package io.nifistreaming.kafka;

/** Which origin headers a record carries. */
public enum OriginHeaders {
    /** Kind, id, generation, first and next: what the house promises, about 130 bytes a record before compression. */
    ALL,
    /** None: for readers that can't bear headers. Replays are still recognised, since progress has its own topic. */
    NONE
}
