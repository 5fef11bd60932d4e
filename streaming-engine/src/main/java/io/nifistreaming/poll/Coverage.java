package io.nifistreaming.poll;

/** Whether a poll saw all of its target. */
public enum Coverage {
    /** A product that the poll doesn't name is not on offer: a miss. */
    COMPLETE,
    /** Some page failed, was cut off or answered 304: what the poll doesn't name is unknown. */
    PARTIAL
}
