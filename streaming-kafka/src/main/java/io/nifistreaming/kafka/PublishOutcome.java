package io.nifistreaming.kafka;

import java.util.List;
import java.util.Map;

/** What became of one publication. */
public sealed interface PublishOutcome {
    /** The {@linkplain Publication#flowFileId() flow file} that this is about. */
    String flowFileId();

    /**
     * Everything that can be sent is in the topic: transfer, and {@link OriginPublisher#confirm} once the session is
     * committed.
     *
     * @param lineage what the records are known by; the flow file's own identity if the given one did not fit
     * @param offsets where the records landed, by partition; without the duplicates
     * @param sent number of records sent now
     * @param duplicates number of records that the topic already held
     * @param rejects the records that can never be sent, in their order; route them, they are published nowhere
     * @param forgottenBefore the source has more holes than progress keeps: of its ranges before this position some are
     *     not remembered, and would be sent again if they were replayed; 0 if all are
     */
    record Done(
            String flowFileId,
            Lineage lineage,
            String topic,
            Map<Integer, OffsetRange> offsets,
            long sent,
            long duplicates,
            List<RecordReject> rejects,
            long forgottenBefore)
            implements PublishOutcome {
        public Done {
            offsets = Map.copyOf(offsets);
            rejects = List.copyOf(rejects);
        }
    }

    /** Nothing happened (without transactions: perhaps some of it), and may later: the input stays queued. */
    record Wait(String flowFileId, WaitReason reason, String message) implements PublishOutcome {}

    /** Nothing of it was sent, and nothing ever can be: the whole flow file goes to its own relationship. */
    record Reject(String flowFileId, RejectKind kind, String message) implements PublishOutcome {}

    /**
     * The transaction may have been committed: the input stays queued, and its retry is recognised. Until the fate is
     * known, the same ranges answer {@link WaitReason#CONFLICT}.
     */
    record Unknown(String flowFileId, String message) implements PublishOutcome {}
}
