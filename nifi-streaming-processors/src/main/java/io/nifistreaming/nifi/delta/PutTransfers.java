package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.AppendOutcome;
import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import io.nifistreaming.delta.TableState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Processor;

/** Turns what became of the inputs into transfers, attributes, counters and provenance. */
final class PutTransfers {
    static final String TABLE = "delta.table";
    static final String VERSION = "delta.version";
    static final String ROWS = "delta.rows.written";
    static final String HELD = "delta.rows.held";
    static final String ERROR_KIND = "stream.error.kind";
    static final String ERROR_MESSAGE = "stream.error.message";
    static final String ERROR_RECORDS = "stream.error.records";

    /** Ranges that the history of a table tells of one version. */
    private static final int MOST_RANGES = 20;

    private final ProcessSession session;
    private final String table;
    private final List<FlowFile> kept = new ArrayList<>();
    private String trouble = "";
    private String remark = "";
    private boolean penalised;

    PutTransfers(ProcessSession session, String table) {
        this.session = session;
        this.table = table;
    }

    /** For the history of the table: who, and which ranges. */
    static Map<String, String> info(Processor processor, List<RecordInput> inputs) {
        List<String> ranges = new ArrayList<>();
        for (RecordInput input : inputs) {
            input.offer()
                    .filter(offer -> ranges.size() < MOST_RANGES)
                    .ifPresent(offer -> ranges.add(offer.source() + " " + offer.range()));
        }
        Map<String, String> info = new LinkedHashMap<>();
        info.put("processor", processor.getIdentifier());
        info.put("flowFiles", String.valueOf(inputs.size()));
        if (!ranges.isEmpty()) {
            info.put("origins", String.join(", ", ranges));
        }
        return info;
    }

    void transfer(List<RecordInput> inputs, AppendOutcome outcome) {
        if (outcome instanceof AppendOutcome.Appended appended) {
            for (int index = 0; index < inputs.size(); index++) {
                transfer(inputs.get(index), appended.inputs().get(index), appended);
            }
            return;
        }
        inputs.forEach(this::discardInvalid);
        List<FlowFile> all = inputs.stream().map(RecordInput::flowFile).toList();
        if (outcome instanceof AppendOutcome.NoTable) {
            keep(all, "There is no table " + table + ", and Create Table is false: make it, or let it be made");
        } else if (outcome instanceof AppendOutcome.Wait wait) {
            keep(all, "Table " + table + " could not be written to: " + wait.reason());
        } else {
            keep(
                    all,
                    "Nobody knows whether a version of " + table + " was written ("
                            + ((AppendOutcome.Unknown) outcome).reason()
                            + "): it is tried again, when what came from Kafka is recognised and merged rows find their"
                            + " keys; other rows may then be there twice");
        }
    }

    private void transfer(RecordInput input, InputOutcome outcome, AppendOutcome.Appended appended) {
        if (outcome instanceof InputOutcome.Early early) {
            penalised = true;
            kept.add(input.flowFile());
            discardInvalid(input);
            session.adjustCounter("Early Ranges", 1, false);
            remark = "A range of " + table + " waits for " + early.hole() + " of its source, which comes before it: if"
                    + " that went another way (to failure, or was deleted), let holes be recorded (Early Ranges)";
            return;
        }
        if (outcome instanceof InputOutcome.Later) {
            kept.add(input.flowFile());
            discardInvalid(input);
            return;
        }
        if (outcome instanceof InputOutcome.Unfit unfit) {
            discardInvalid(input);
            reject(input.flowFile(), "schema", String.join("; ", unfit.reasons()));
            return;
        }
        tellInvalid(input);
        if (outcome instanceof InputOutcome.Duplicate) {
            session.transfer(session.putAttribute(input.flowFile(), TABLE, table), PutDeltaTable.DUPLICATE);
            session.adjustCounter("Duplicates Recognised", 1, false);
            return;
        }
        WrittenRows rows = WrittenRows.of(outcome, appended);
        rows.counters().forEach((name, count) -> session.adjustCounter(name, count, false));
        FlowFile described =
                session.putAttribute(session.putAllAttributes(input.flowFile(), rows.attributes()), TABLE, table);
        if (appended.version() != TableState.NONE) {
            described = session.putAttribute(described, VERSION, String.valueOf(appended.version()));
            session.getProvenanceReporter().send(described, table + "?version=" + appended.version(), rows.text());
        }
        session.transfer(described, PutDeltaTable.SUCCESS);
    }

    private void tellInvalid(RecordInput input) {
        input.invalid().flowFile().ifPresent(child -> {
            Map<String, String> attributes = Map.of(
                    ERROR_KIND,
                    "invalid-record",
                    ERROR_MESSAGE,
                    input.invalid().firstReason(),
                    ERROR_RECORDS,
                    String.valueOf(input.invalid().count()),
                    "mime.type",
                    "application/x-ndjson");
            session.transfer(session.putAllAttributes(child, attributes), PutDeltaTable.INVALID);
            session.adjustCounter("Records Rejected", input.invalid().count(), false);
        });
    }

    private void discardInvalid(RecordInput input) {
        input.invalid().flowFile().ifPresent(session::remove);
    }

    /** None of its records can become a row. */
    void reject(FlowFile flowFile, String kind, String message) {
        session.transfer(
                session.putAllAttributes(flowFile, Map.of(ERROR_KIND, kind, ERROR_MESSAGE, message)),
                PutDeltaTable.INVALID);
    }

    /** Can't be read as records. */
    void fail(FlowFile flowFile, String kind, String message) {
        session.transfer(
                session.putAllAttributes(flowFile, Map.of(ERROR_KIND, kind, ERROR_MESSAGE, message)),
                PutDeltaTable.FAILURE);
    }

    /** All stay queued. */
    private void keep(Collection<FlowFile> flowFiles, String reason) {
        kept.addAll(flowFiles);
        trouble = reason;
    }

    List<FlowFile> kept() {
        return List.copyOf(kept);
    }

    boolean penalised() {
        return penalised;
    }

    /** Why nothing could be written; empty if it could. */
    String trouble() {
        return trouble;
    }

    /** What somebody should know though the rest was written; empty if there is nothing. */
    String remark() {
        return remark;
    }
}
