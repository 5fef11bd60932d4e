package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.Framing;
import io.nifistreaming.kafka.RecordCursor;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.nifi.flowfile.FlowFile;

/**
 * JSON records that were parsed out of a file, or consumed from Kafka: their place in the content says nothing of their
 * place in the source, so each tells in a field of its own where it ends there. The field is named by the attribute
 * {@value #ATTRIBUTE}, which TailLogFiles and ConsumeKafkaStream write.
 */
final class PositionedFormat implements RecordFormat {
    static final String ATTRIBUTE = Origin.PREFIX + "position.field";

    /** Those of which a position is no index of a record. */
    private static final Set<OriginKind> SOURCES = EnumSet.of(OriginKind.FILE, OriginKind.KAFKA);

    private final RecordFormat json;
    private final FieldPath field;
    private final long first;

    private PositionedFormat(RecordFormat json, FieldPath field, long first) {
        this.json = json;
        this.field = field;
        this.first = first;
    }

    /** The JSON format, or a positioned one for flow files that say that their records know their place. */
    static RecordFormat of(RecordFormat json, FlowFile flowFile) {
        String field = flowFile.getAttribute(ATTRIBUTE);
        Optional<Origin> origin = Origin.from(flowFile.getAttributes());
        if (field == null
                || origin.isEmpty()
                || !SOURCES.contains(origin.get().source().kind())
                || field.isBlank()
                || field.indexOf('/') >= 0) {
            return json;
        }
        return new PositionedFormat(
                json, new FieldPath(List.of(field)), origin.get().range().first());
    }

    @Override
    public Framing framing() {
        return Framing.PLACED_RECORDS;
    }

    @Override
    public boolean knowsBytes() {
        return true;
    }

    @Override
    public RecordCursor open(FlowFile flowFile, InputStream content, Address address) throws IOException {
        return new PositionedCursor(json.open(flowFile, content, address), new JsonScanner(field), first);
    }

    @Override
    public void copy(FlowFile flowFile, Contents contents, List<Long> indexes, OutputStream to) throws IOException {
        json.copy(flowFile, contents, indexes, to);
    }
}
