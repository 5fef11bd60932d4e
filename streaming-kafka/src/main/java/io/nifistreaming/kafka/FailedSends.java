package io.nifistreaming.kafka;

import io.nifistreaming.kafka.Outlet.Failure;
import io.nifistreaming.kafka.SendFailures.Verdict;
import io.nifistreaming.origin.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** What the failed sends of one attempt say: which records and topics are impossible, and what else went wrong. */
final class FailedSends {
    private final Map<Failure, Verdict.RejectRecord> records = new HashMap<>();
    private final Map<String, Verdict.RejectTopic> topics = new HashMap<>();
    private Verdict.Later later;
    private boolean progress;

    FailedSends(Outlet outlet) {
        for (Failure failure : outlet.failures()) {
            note(failure, SendFailures.of(failure.exception()));
        }
    }

    /** Whether another attempt without the rejected has better prospects. */
    boolean isAnyRejected() {
        return !records.isEmpty() || !topics.isEmpty();
    }

    /** Whether progress itself could not be written. */
    boolean isOfProgress() {
        return progress;
    }

    /** Why everything has to wait, if nothing is rejected. */
    Verdict.Later later() {
        return later != null
                ? later
                : new Verdict.Later(WaitReason.BROKER_UNAVAILABLE, "The transaction was aborted by the producer");
    }

    /** Takes the impossible out of the jobs. */
    void rejectIn(List<Job> jobs, TopicDirectory directory) {
        records.forEach((failure, verdict) -> failure.job()
                .reject(
                        failure.index(),
                        new Range(failure.first(), failure.next()),
                        verdict.kind(),
                        verdict.message()));
        for (Job job : jobs) {
            Verdict.RejectTopic verdict = topics.get(job.publication().topic());
            if (job.isOpen() && verdict != null) {
                directory.refuse(job, verdict);
            }
        }
    }

    private void note(Failure failure, Verdict verdict) {
        if (failure.job() == null) {
            progress = true;
            later = ofProgress(failure.exception());
        } else if (verdict instanceof Verdict.RejectRecord reject) {
            records.put(failure, reject);
        } else if (verdict instanceof Verdict.RejectTopic reject) {
            noteTopic(failure, reject);
        } else if (verdict instanceof Verdict.Later wait && later == null) {
            later = wait;
        }
    }

    /** A transaction names all topics that are forbidden, not only that of the record that failed. */
    private void noteTopic(Failure failure, Verdict.RejectTopic reject) {
        if (failure.exception() instanceof TopicAuthorizationException unauthorised
                && !unauthorised.unauthorizedTopics().isEmpty()) {
            unauthorised.unauthorizedTopics().forEach(topic -> topics.put(topic, reject));
        } else {
            topics.put(failure.job().publication().topic(), reject);
        }
    }

    /** What it means that progress could not be written. */
    static Verdict.Later ofProgress(Exception failure) {
        if (SendFailures.of(failure) instanceof Verdict.Later wait) {
            return wait;
        }
        return new Verdict.Later(WaitReason.PROGRESS_TOPIC, "Progress can't be written: " + failure.getMessage());
    }
}
