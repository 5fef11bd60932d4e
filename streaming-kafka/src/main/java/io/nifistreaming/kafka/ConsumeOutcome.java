package io.nifistreaming.kafka;

/** What came of asking for records. */
public sealed interface ConsumeOutcome {
    /** No news, or not enough yet to make a range. */
    ConsumeOutcome NOTHING = new Nothing();

    /** Ranges to be delivered. Nothing more comes before they are confirmed or released. */
    record Taken(Handover handover) implements ConsumeOutcome {}

    /** See {@link #NOTHING}. */
    record Nothing() implements ConsumeOutcome {}

    /** Nothing can be read for now. */
    record Wait(WaitReason reason, String message) implements ConsumeOutcome {}
}
