package io.nifistreaming.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.protocol.Errors;

/**
 * Says what a Kafka exception means for us. The only place that does, so that no two parts of the publisher disagree.
 */
final class SendFailures {
    private static final Verdict.Later TRANSACTION_TIMEOUT = new Verdict.Later(
            WaitReason.SETTINGS,
            "The brokers refuse our transaction.timeout.ms, since it is larger than their transaction.max.timeout.ms"
                    + " (15 minutes unless they say otherwise): lower it in the Kafka connection, or raise theirs");

    private SendFailures() {}

    /** What to do about a failure. */
    sealed interface Verdict {
        /** This record can never be sent; the others can. */
        record RejectRecord(RejectKind kind, String message) implements Verdict {}

        /** Nothing can be sent to this topic. */
        record RejectTopic(RejectKind kind, String message) implements Verdict {}

        /** The failure is another one's consequence. */
        record Collateral(String message) implements Verdict {}

        /** Later, with a new producer. */
        record Later(WaitReason reason, String message) implements Verdict {}
    }

    /** @throws RuntimeException the given failure, if it is a bug */
    static Verdict of(Throwable failure) {
        Throwable cause = unwrapped(failure);
        String said = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (isOfSettings(failure, cause)) {
            return settings(failure, cause);
        }
        if (cause instanceof RecordTooLargeException) {
            return new Verdict.RejectRecord(
                    RejectKind.TOO_LARGE,
                    "The record is larger than the topic's max.message.bytes or the client's max.request.size allow ("
                            + cause.getMessage() + "): raise them, or split the record");
        }
        if (cause instanceof InvalidRecordException || cause instanceof InvalidTimestampException) {
            return new Verdict.RejectRecord(
                    RejectKind.INVALID_RECORD,
                    "The broker refuses the record (" + cause.getMessage()
                            + "): a compacted topic needs a key, and timestamps have bounds");
        }
        if (cause instanceof SerializationException) {
            return new Verdict.RejectRecord(RejectKind.SERIALISATION, "The record can't be serialised: " + said);
        }
        if (cause instanceof TopicAuthorizationException) {
            return new Verdict.RejectTopic(
                    RejectKind.TOPIC_NOT_AUTHORISED,
                    "Not authorised to write to the topic: grant WRITE and DESCRIBE on it to our principal");
        }
        if (cause instanceof InvalidTopicException) {
            return new Verdict.RejectTopic(RejectKind.INVALID_TOPIC, "Not a legal topic name: " + cause.getMessage());
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new Verdict.RejectTopic(
                    RejectKind.UNKNOWN_TOPIC, "The topic does not exist: declare it and create it first");
        }
        if (cause instanceof TransactionAbortedException) {
            return new Verdict.Collateral(said);
        }
        return later(cause, said);
    }

    /** The state of affairs if the producer as a whole is concerned, and never only a record or a topic. */
    static Verdict.Later waitFor(Throwable failure) {
        if (failure instanceof NotReadyException notReady) {
            return notReady.later();
        }
        Verdict verdict = of(failure);
        if (verdict instanceof Verdict.Later later) {
            return later;
        }
        Throwable cause = unwrapped(failure);
        String said = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new Verdict.Later(
                cause instanceof AuthorizationException ? WaitReason.NOT_AUTHORISED : WaitReason.BROKER_UNAVAILABLE,
                said);
    }

    /** A sentence about a failure, for people. */
    static String describe(Throwable failure) {
        try {
            if (of(failure) instanceof Verdict.RejectTopic reject) {
                return reject.message();
            }
            return waitFor(failure).message();
        } catch (KafkaException unexpected) {
            return "Kafka's client fails: " + withCauses(unexpected);
        }
    }

    /** Kafka's producer knows the error, and hands on its words alone. */
    private static boolean isTransactionTimeout(Throwable cause) {
        return cause instanceof InvalidTxnTimeoutException
                || cause.getClass() == KafkaException.class
                        && String.valueOf(cause.getMessage()).contains(Errors.INVALID_TRANSACTION_TIMEOUT.message());
    }

    /** Kafka's clients tell of settings that are wrong, and of key stores that can't be read, while they are made. */
    private static boolean isOfSettings(Throwable failure, Throwable cause) {
        if (cause instanceof ConfigException) {
            return !String.valueOf(cause.getMessage()).contains("No resolvable bootstrap");
        }
        String said = String.valueOf(failure.getMessage());
        return isTransactionTimeout(cause)
                || failure.getClass() == KafkaException.class
                        && (said.startsWith("Failed to construct kafka")
                                || said.startsWith("Failed to create new Kafka"));
    }

    private static Verdict.Later settings(Throwable failure, Throwable cause) {
        if (isTransactionTimeout(cause)) {
            return TRANSACTION_TIMEOUT;
        }
        return new Verdict.Later(
                WaitReason.SETTINGS,
                "No client can be made of these settings: " + withCauses(failure)
                        + ". Correct them in the Kafka connection or in the processor");
    }

    /** Kafka says what is wrong up to three causes deep. */
    private static String withCauses(Throwable failure) {
        StringBuilder said = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable cause = failure.getCause();
        for (int depth = 0; depth < 3 && cause != null; depth++) {
            said.append(": ").append(cause.getMessage());
            cause = cause.getCause();
        }
        return said.toString();
    }

    private static Verdict later(Throwable cause, String said) {
        if (cause instanceof ProducerFencedException
                || cause instanceof InvalidProducerEpochException
                || cause instanceof InvalidPidMappingException
                || cause instanceof OutOfOrderSequenceException) {
            return new Verdict.Later(
                    WaitReason.FENCED,
                    "Another producer took over our transactional id, or the transaction timed out (" + said
                            + "): if it keeps happening, two nodes or processors share the same prefix and node name");
        }
        if (cause instanceof AuthenticationException) {
            return new Verdict.Later(
                    WaitReason.AUTHENTICATION, "The broker refuses the connection; check credentials and TLS: " + said);
        }
        if (cause instanceof AuthorizationException) {
            return new Verdict.Later(
                    WaitReason.NOT_AUTHORISED, "Our principal lacks a right that publishing needs: " + said);
        }
        if (cause instanceof InterruptException || cause instanceof InterruptedException) {
            return new Verdict.Later(WaitReason.STOPPING, "Interrupted while publishing");
        }
        if (cause instanceof ConfigException) {
            return new Verdict.Later(WaitReason.BROKER_UNAVAILABLE, "No bootstrap server has an address: " + said);
        }
        if (cause instanceof RetriableException || cause instanceof ApiException) {
            return new Verdict.Later(WaitReason.BROKER_UNAVAILABLE, "No answer that helps from the broker: " + said);
        }
        if (cause.getClass() == KafkaException.class && cause.getCause() == null) {
            return new Verdict.Collateral(said);
        }
        if (cause instanceof KafkaException kafka) {
            throw kafka;
        }
        throw new IllegalStateException("Publishing failed in a way that nobody expected: " + said, cause);
    }

    /** Kafka wraps what happened before into "in an error state", and futures wrap too: one layer each. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        if (cause instanceof ExecutionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean wrapper = cause.getClass() == KafkaException.class || cause instanceof TransactionAbortableException;
        if (wrapper && cause.getCause() instanceof KafkaException inner) {
            cause = inner;
        }
        if (cause instanceof TransactionAbortableException && cause.getCause() instanceof KafkaException inner) {
            cause = inner;
        }
        return cause;
    }
}
