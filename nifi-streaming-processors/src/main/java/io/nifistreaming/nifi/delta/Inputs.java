package io.nifistreaming.nifi.delta;

import io.nifistreaming.nifi.ContentChecksum;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;

/** Makes inputs of the flow files of a session; those that are none go to failure. */
final class Inputs {
    /** Kinds whose sources are few and dense, so that a table has room for what it holds of them. */
    private static final Set<OriginKind> HELD = EnumSet.of(OriginKind.KAFKA, OriginKind.DELTA);

    private final ProcessSession session;
    private final PutPlan plan;
    private final ComponentLog logger;
    private final PutTransfers transfers;

    Inputs(ProcessSession session, PutPlan plan, ComponentLog logger, PutTransfers transfers) {
        this.session = session;
        this.plan = plan;
        this.logger = logger;
        this.transfers = transfers;
    }

    List<RecordInput> of(List<FlowFile> flowFiles) throws IOException {
        List<RecordInput> inputs = new ArrayList<>();
        for (FlowFile flowFile : flowFiles) {
            try {
                inputs.add(new RecordInput(session, plan, logger, flowFile, trusted(flowFile)));
            } catch (UnfitFlowFileException unfit) {
                transfers.fail(flowFile, unfit.kind(), unfit.getMessage());
            }
        }
        return inputs;
    }

    /**
     * The origin, if it is of Kafka or of a table and fits the content. Of other sources a table keeps none: there are
     * too many of them for its log.
     */
    private Optional<Origin> trusted(FlowFile flowFile) throws IOException {
        Optional<Origin> origin = Origin.from(flowFile.getAttributes())
                .filter(one -> HELD.contains(one.source().kind()) && one.size() == flowFile.getSize())
                .filter(one -> !one.range().isEmpty());
        return origin.isPresent() && origin.get().fits(flowFile.getSize(), ContentChecksum.of(session, flowFile))
                ? origin
                : Optional.empty();
    }
}
