package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.kafka.SendFailures.Verdict;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class SendFailuresTest {
    @Test
    void recordsThatCanNeverBeSentAreRejected() {
        assertThat(SendFailures.of(new RecordTooLargeException("big")))
                .isInstanceOfSatisfying(Verdict.RejectRecord.class, reject -> assertThat(reject.kind())
                        .isEqualTo(RejectKind.TOO_LARGE));
        assertThat(SendFailures.of(new InvalidRecordException("no key")))
                .isInstanceOfSatisfying(Verdict.RejectRecord.class, reject -> assertThat(reject.kind())
                        .isEqualTo(RejectKind.INVALID_RECORD));
    }

    @Test
    void topicsThatCanNotBeWrittenAreRejected() {
        assertThat(SendFailures.of(new TopicAuthorizationException("t")))
                .isInstanceOfSatisfying(Verdict.RejectTopic.class, reject -> assertThat(reject.kind())
                        .isEqualTo(RejectKind.TOPIC_NOT_AUTHORISED));
        assertThat(SendFailures.of(new ExecutionException(new UnknownTopicOrPartitionException("t"))))
                .isInstanceOfSatisfying(Verdict.RejectTopic.class, reject -> assertThat(reject.kind())
                        .isEqualTo(RejectKind.UNKNOWN_TOPIC));
    }

    @Test
    void whatMayPassHasToWait() {
        assertThat(reason(new TimeoutException("late"))).isEqualTo(WaitReason.BROKER_UNAVAILABLE);
        assertThat(reason(new SaslAuthenticationException("who?"))).isEqualTo(WaitReason.AUTHENTICATION);
        assertThat(reason(new ClusterAuthorizationException("no"))).isEqualTo(WaitReason.NOT_AUTHORISED);
        assertThat(reason(new ProducerFencedException("newer"))).isEqualTo(WaitReason.FENCED);
        assertThat(reason(new ConfigException("No resolvable bootstrap urls given in bootstrap.servers")))
                .isEqualTo(WaitReason.BROKER_UNAVAILABLE);
    }

    @Test
    void theFirstCauseCountsAndNotItsWrapping() {
        KafkaException inErrorState = new KafkaException(
                "we are in an error state", new TransactionAbortableException("aborted", new TimeoutException("late")));

        assertThat(reason(inErrorState)).isEqualTo(WaitReason.BROKER_UNAVAILABLE);
        assertThat(SendFailures.of(new TransactionAbortedException())).isInstanceOf(Verdict.Collateral.class);
        assertThat(SendFailures.of(new KafkaException("part of a batch"))).isInstanceOf(Verdict.Collateral.class);
    }

    @Test
    void settingsOfWhichNoClientCanBeMadeHaveToWaitAndTheMessageSaysWhatIsWrong() {
        KafkaException wrong = new KafkaException(
                "Failed to construct kafka producer", new ConfigException("delivery.timeout.ms", 1, "too short"));
        KafkaException unreadable = new KafkaException(
                "Failed to construct kafka producer",
                new KafkaException("Failed to load SSL keystore /gone.p12", new java.io.IOException("no such file")));

        assertThat(reason(wrong)).isEqualTo(WaitReason.SETTINGS);
        assertThat(SendFailures.waitFor(wrong).message())
                .contains("delivery.timeout.ms")
                .contains("too short");
        assertThat(reason(unreadable)).isEqualTo(WaitReason.SETTINGS);
        assertThat(SendFailures.waitFor(unreadable).message())
                .contains("/gone.p12")
                .contains("no such file");
    }

    /** In the words of Kafka's producer, whose exception is of no class of its own. */
    @Test
    void aTransactionTimeoutThatTheBrokersRefuseIsASetting() {
        KafkaException refused = new KafkaException(
                "Unexpected error in InitProducerIdResponse; The transaction timeout is larger than the maximum value"
                        + " allowed by the broker (as configured by transaction.max.timeout.ms).");

        assertThat(reason(refused)).isEqualTo(WaitReason.SETTINGS);
        assertThat(reason(new KafkaException("we are in an error state", refused)))
                .isEqualTo(WaitReason.SETTINGS);
        assertThat(SendFailures.waitFor(refused).message())
                .contains("transaction.timeout.ms", "transaction.max.timeout.ms", "lower it");
    }

    @Test
    void aBugIsAnException() {
        assertThatThrownBy(() -> SendFailures.of(new NullPointerException("bug")))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(NullPointerException.class);
    }

    private static WaitReason reason(Throwable failure) {
        assertThat(SendFailures.of(failure)).isInstanceOf(Verdict.Later.class);
        return SendFailures.waitFor(failure).reason();
    }
}
