package io.nifistreaming.kafka.testing;

/** What goes wrong in a {@link FakeKafka}, and when; nothing, if nothing is overridden. */
public interface Faults {
    /** Where something may go wrong. */
    enum Step {
        DESCRIBE,
        FENCE,
        INIT,
        READ_PROGRESS,
        BEGIN,
        SEND,
        FLUSH,
        COMMIT,
        ABORT
    }

    /** What becomes of a commit. */
    enum CommitFate {
        /** Applied and answered. */
        ANSWERED,
        /** The request never arrives; the transaction stays open. */
        LOST,
        /** Applied, but the answer is lost. */
        UNANSWERED,
        /** Not answered, and applied later, unless the producer is fenced before. */
        DELAYED
    }

    /** Called before the step has any effect; may throw a Kafka exception, or kill the process and throw. */
    default void before(Step step) {}

    /** Called after the step had its effect, before the caller learns of it. */
    default void after(Step step) {}

    default CommitFate commitFate() {
        return CommitFate.ANSWERED;
    }

    /** Whether a delayed commit arrives now, before whatever comes next. */
    default boolean delayedCommitArrives() {
        return false;
    }
}
