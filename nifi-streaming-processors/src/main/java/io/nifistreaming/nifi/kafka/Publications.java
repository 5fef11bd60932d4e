package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.Lineage;
import io.nifistreaming.kafka.Publication;
import io.nifistreaming.nifi.ContentChecksum;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessSession;

/** Makes publications out of the flow files of one session. */
final class Publications {
    private final FlowFilePlan plan;
    private final ProcessSession session;

    Publications(FlowFilePlan plan, ProcessSession session) {
        this.plan = plan;
        this.session = session;
    }

    Publication of(FlowFile flowFile) throws UnfitFlowFileException {
        RecordFormat format = plan.format(flowFile);
        Address address = plan.address(flowFile);
        return new Publication(
                flowFile.getAttribute(CoreAttributes.UUID.key()),
                lineage(flowFile, format),
                plan.topic(flowFile),
                format.framing(),
                plan.headers(flowFile),
                () -> format.open(flowFile, session.read(flowFile), address));
    }

    /** The origin if it fits the content and the format can be counted in it, else the flow file's own identity. */
    private Lineage lineage(FlowFile flowFile, RecordFormat format) {
        Map<String, String> attributes = flowFile.getAttributes();
        String uuid = flowFile.getAttribute(CoreAttributes.UUID.key());
        Optional<Origin> origin = Origin.from(attributes);
        boolean useful = origin.isPresent()
                && origin.get().size() == flowFile.getSize()
                && (format.knowsBytes() || origin.get().source().kind() != OriginKind.FILE);
        return useful ? Lineage.of(attributes, flowFile.getSize(), checksum(flowFile), uuid) : Lineage.ofFlowFile(uuid);
    }

    private long checksum(FlowFile flowFile) {
        try {
            return ContentChecksum.of(session, flowFile);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
