package io.nifistreaming.kafka;

import io.nifistreaming.kafka.SendFailures.Verdict;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Says what a Kafka exception means for consuming, and leaves to {@link SendFailures} what means the same for
 * publishing.
 */
final class FetchFailures {
    private FetchFailures() {}

    static Verdict.Later of(KafkaException failure) {
        // What is thrown in a rebalance comes wrapped.
        Throwable cause =
                failure.getClass() == KafkaException.class && failure.getCause() instanceof KafkaException inner
                        ? inner
                        : failure;
        String said = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (cause instanceof FencedInstanceIdException) {
            return new Verdict.Later(
                    WaitReason.FENCED,
                    "Another member of the group has our static id: no two nodes may share a Node Id, and no processor"
                            + " may run twice (" + said + ")");
        }
        if (cause instanceof AuthorizationException refused) {
            return notAuthorised(refused, said);
        }
        if (cause instanceof InconsistentGroupProtocolException) {
            return new Verdict.Later(
                    WaitReason.SETTINGS,
                    "The group has members that share partitions out in another way than the cooperative one: give"
                            + " this processor a group of its own, or stop the others (" + said + ")");
        }
        if (cause instanceof UnsupportedVersionException) {
            return new Verdict.Later(WaitReason.SETTINGS, "The brokers are too old for this consumer: " + said);
        }
        if (cause instanceof InterruptException) {
            return new Verdict.Later(WaitReason.STOPPING, "Interrupted while consuming");
        }
        if (said.contains("seek past the record")) {
            return new Verdict.Later(
                    WaitReason.UNREADABLE_RECORD,
                    "A record can't be read, most likely since the broker's disk damaged it; nothing behind it is read"
                            + " before the group's offset is moved past it: " + said);
        }
        return shared(failure, said);
    }

    private static Verdict.Later notAuthorised(AuthorizationException refused, String said) {
        String remedy = "Our principal lacks a right that consuming needs: " + said;
        if (refused instanceof GroupAuthorizationException) {
            remedy = "Not authorised for the group: grant READ on it to our principal";
        } else if (refused instanceof TopicAuthorizationException topics) {
            remedy = "Not authorised to read " + topics.unauthorizedTopics()
                    + ": grant READ and DESCRIBE on them to our principal";
        }
        return new Verdict.Later(WaitReason.NOT_AUTHORISED, remedy);
    }

    private static Verdict.Later shared(KafkaException failure, String said) {
        try {
            return SendFailures.waitFor(failure);
        } catch (KafkaException unexpected) {
            return new Verdict.Later(WaitReason.BROKER_UNAVAILABLE, "Kafka's client fails: " + said);
        }
    }
}
