package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.OffsetRange;
import io.nifistreaming.kafka.PublishOutcome;
import io.nifistreaming.kafka.RecordReject;
import io.nifistreaming.kafka.RejectKind;
import io.nifistreaming.kafka.WaitReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessSession;

/** Turns the outcomes of one session's flow files into transfers, attributes and provenance. */
final class OutcomeTransfers {
    static final String TOPIC = "stream.kafka.topic";
    static final String OFFSETS = "stream.kafka.offsets";
    static final String SENT = "stream.kafka.sent";
    static final String DUPLICATES = "stream.kafka.duplicates";
    static final String REJECTED = "stream.kafka.rejected";
    static final String ERROR_KIND = "stream.error.kind";
    static final String ERROR_MESSAGE = "stream.error.message";
    static final String ERROR_RECORDS = "stream.error.records";

    private final ProcessSession session;
    private final FlowFilePlan plan;
    private final String bootstrapServers;
    private final Troubles troubles;
    private final List<PublishOutcome.Done> done = new ArrayList<>();
    private final List<FlowFile> kept = new ArrayList<>();
    private boolean waiting;

    OutcomeTransfers(ProcessSession session, FlowFilePlan plan, String bootstrapServers, Troubles troubles) {
        this.session = session;
        this.plan = plan;
        this.bootstrapServers = bootstrapServers;
        this.troubles = troubles;
    }

    /** What is done, to be confirmed after the session's commit. */
    List<PublishOutcome.Done> done() {
        return done;
    }

    /** Whether something stays queued. */
    boolean isWaiting() {
        return waiting;
    }

    /** What is to keep its place in the queue: transferred back, it would queue behind those that came later. */
    List<FlowFile> kept() {
        return kept;
    }

    void transfer(FlowFile flowFile, PublishOutcome outcome, long millis) {
        if (outcome instanceof PublishOutcome.Done published) {
            done.add(published);
            published(flowFile, published, millis);
        } else if (outcome instanceof PublishOutcome.Reject rejected) {
            reject(flowFile, rejected.kind(), rejected.message());
        } else if (outcome instanceof PublishOutcome.Wait wait) {
            await(flowFile, wait);
        } else if (outcome instanceof PublishOutcome.Unknown unknown) {
            troubles.tell(
                    "unknown",
                    "Flow files stay queued, since it is not known whether their transaction was committed; what was"
                            + " will be recognised: " + unknown.message());
            waiting = true;
            kept.add(flowFile);
        }
    }

    void reject(FlowFile flowFile, RejectKind kind, String message) {
        troubles.reject(kind.text(), "To failure (" + kind.text() + "): " + message);
        session.transfer(
                session.putAllAttributes(flowFile, Map.of(ERROR_KIND, kind.text(), ERROR_MESSAGE, message)),
                PublishKafkaStream.FAILURE);
    }

    /**
     * Stays queued. What conflicts with another task's work, or has no topic, steps aside, so that it doesn't
     * block the rest; where all have the same topic there is no rest, and their order is kept.
     */
    private void await(FlowFile flowFile, PublishOutcome.Wait wait) {
        if (wait.reason() == WaitReason.STOPPING) {
            // Whoever stops the processor knows.
            waiting = true;
            kept.add(flowFile);
            return;
        }
        String message = "Flow files stay queued (" + wait.reason().text() + "): " + wait.message();
        if (wait.reason() == WaitReason.MISSING_TOPIC) {
            // Success with another topic says nothing about this one.
            troubles.remark(wait.message(), message);
        } else {
            troubles.tell(wait.reason().text(), message);
        }
        boolean stepsAside = wait.reason() == WaitReason.CONFLICT
                || wait.reason() == WaitReason.MISSING_TOPIC && !plan.hasOneTopic();
        waiting |= !stepsAside || wait.reason() == WaitReason.CONFLICT;
        if (stepsAside) {
            session.transfer(session.penalize(flowFile));
        } else {
            kept.add(flowFile);
        }
    }

    private void published(FlowFile flowFile, PublishOutcome.Done outcome, long millis) {
        if (!outcome.rejects().isEmpty() && outcome.sent() + outcome.duplicates() == 0) {
            RecordReject first = outcome.rejects().get(0);
            reject(flowFile, first.kind(), message(outcome.rejects()));
            return;
        }
        rejectRecords(flowFile, outcome.rejects());
        remarkForgotten(outcome);
        FlowFile described = session.putAllAttributes(flowFile, attributes(outcome));
        session.getProvenanceReporter()
                .send(described, "kafka://" + bootstrapServers + "/" + outcome.topic(), details(outcome), millis);
        session.adjustCounter("Records Sent", outcome.sent(), false);
        session.adjustCounter("Duplicates Recognised", outcome.duplicates(), false);
        session.adjustCounter("Records Rejected", outcome.rejects().size(), false);
        session.transfer(described, PublishKafkaStream.SUCCESS);
    }

    private void remarkForgotten(PublishOutcome.Done outcome) {
        if (outcome.forgottenBefore() > 0) {
            troubles.remark(
                    "forgotten",
                    "Progress of " + outcome.lineage().source() + " in topic '" + outcome.topic() + "' has more holes"
                            + " than it can keep: some of what was published before position "
                            + outcome.forgottenBefore() + " is not remembered, and would be published again if it"
                            + " were replayed. Holes come from rejected records, and from input that never arrived:"
                            + " mend that upstream, or send smaller flow files");
        }
    }

    /** The records that can't be sent become a flow file of their own, one for each kind of failure. */
    private void rejectRecords(FlowFile flowFile, List<RecordReject> rejects) {
        Map<RejectKind, List<RecordReject>> byKind = new EnumMap<>(RejectKind.class);
        for (RecordReject reject : rejects) {
            byKind.computeIfAbsent(reject.kind(), kind -> new ArrayList<>()).add(reject);
        }
        byKind.forEach((kind, some) -> {
            List<Long> indexes = some.stream().map(RecordReject::index).sorted().toList();
            RecordFormat format = format(flowFile);
            FlowFile child = session.create(flowFile);
            child = session.write(child, out -> format.copy(flowFile, () -> session.read(flowFile), indexes, out));
            Map<String, String> attributes = new HashMap<>();
            attributes.put(ERROR_RECORDS, Integer.toString(some.size()));
            reject(session.putAllAttributes(child, attributes), kind, message(some));
        });
    }

    /** The flow file was cut by it before. */
    private RecordFormat format(FlowFile flowFile) {
        try {
            return plan.format(flowFile);
        } catch (UnfitFlowFileException changed) {
            throw new IllegalStateException("An expression that held for this flow file fails now", changed);
        }
    }

    private static String message(List<RecordReject> rejects) {
        RecordReject first = rejects.get(0);
        String more = rejects.size() == 1 ? "" : " (and " + (rejects.size() - 1) + " more records)";
        return "Record " + first.index() + ": " + first.message() + more;
    }

    private static Map<String, String> attributes(PublishOutcome.Done outcome) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(TOPIC, outcome.topic());
        attributes.put(OFFSETS, offsets(outcome));
        attributes.put(SENT, Long.toString(outcome.sent()));
        attributes.put(DUPLICATES, Long.toString(outcome.duplicates()));
        attributes.put(REJECTED, Integer.toString(outcome.rejects().size()));
        return attributes;
    }

    /** As in {@code 0:10-20,3:5-9}: partition, first offset, offset after the last. */
    private static String offsets(PublishOutcome.Done outcome) {
        List<String> parts = new ArrayList<>();
        new TreeMap<Integer, OffsetRange>(outcome.offsets())
                .forEach((partition, range) -> parts.add(partition + ":" + range.first() + "-" + range.next()));
        return String.join(",", parts);
    }

    private static String details(PublishOutcome.Done outcome) {
        return outcome.sent() + " records sent, " + outcome.duplicates() + " were there already, "
                + outcome.rejects().size() + " rejected; partition:offsets " + offsets(outcome) + "; known as "
                + outcome.lineage().source()
                + (outcome.forgottenBefore() == 0
                        ? ""
                        : "; not all before position " + outcome.forgottenBefore() + " is remembered");
    }
}
