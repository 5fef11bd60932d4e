package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.SendFailures.Verdict;
import io.nifistreaming.origin.Range;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One publication on its way to an outcome, over as many attempts as it takes. */
final class Job {
    private final Publication publication;
    private final Map<Long, RecordReject> rejects = new TreeMap<>();
    private Lineage lineage;
    private TopicState topic;
    private Tally tally = new Tally();
    private PublishOutcome outcome;

    Job(Publication publication) {
        this.publication = publication;
        this.lineage = publication.lineage();
    }

    Publication publication() {
        return publication;
    }

    Lineage lineage() {
        return lineage;
    }

    SourceInTopic source() {
        return new SourceInTopic(publication.topic(), lineage.source());
    }

    TopicState topic() {
        return topic;
    }

    void topic(TopicState described) {
        topic = described;
    }

    /** The content is not what the lineage describes: from now on the flow file itself is the source. */
    void useOwnLineage() {
        Lineage own = Lineage.ofFlowFile(publication.flowFileId());
        if (own.equals(lineage)) {
            throw new IllegalStateException("Flow file " + publication.flowFileId()
                    + " does not even fit its own lineage: a cursor with Framing.WHOLE must give one record");
        }
        lineage = own;
        rejects.clear();
    }

    Tally beginAttempt() {
        tally = new Tally();
        return tally;
    }

    Tally tally() {
        return tally;
    }

    boolean isRejected(long index) {
        return !rejects.isEmpty() && rejects.containsKey(index);
    }

    void reject(long index, Range position, RejectKind kind, String message) {
        rejects.put(index, new RecordReject(index, position, kind, message));
    }

    boolean isOpen() {
        return outcome == null;
    }

    PublishOutcome outcome() {
        return outcome;
    }

    void done() {
        done(0);
    }

    void done(long forgottenBefore) {
        outcome = new PublishOutcome.Done(
                publication.flowFileId(),
                lineage,
                publication.topic(),
                tally.offsets(),
                tally.sentCount(),
                tally.duplicateCount(),
                List.copyOf(rejects.values()),
                forgottenBefore);
    }

    void reject(RejectKind kind, String message) {
        outcome = new PublishOutcome.Reject(publication.flowFileId(), kind, message);
    }

    void await(Verdict.Later later) {
        outcome = new PublishOutcome.Wait(publication.flowFileId(), later.reason(), later.message());
    }

    void unknown(String message) {
        outcome = new PublishOutcome.Unknown(publication.flowFileId(), message);
    }
}
