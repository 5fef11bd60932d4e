package io.nifistreaming.nifi.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import io.nifistreaming.tail.Checkpoint;
import io.nifistreaming.tail.LossReport;
import io.nifistreaming.tail.TailBatch;
import io.nifistreaming.tail.TailOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

/** Turns outcomes into flow files with their attributes, provenance and relationship. */
final class TailTransfers {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What is told about a file is other content than the file's own bytes, so it has an origin of its own. */
    private static final String LOSS = "!loss";

    private static final String QUARANTINE = "!quarantine";

    private final ProcessSession session;
    private final String host;
    private final Instant now;

    TailTransfers(ProcessSession session, String host, Instant now) {
        this.session = session;
        this.host = host;
        this.now = now;
    }

    void transfer(TailOutcome outcome) {
        if (outcome instanceof TailOutcome.Batch read) {
            batch(read.batch());
        } else if (outcome instanceof TailOutcome.Lost lost) {
            loss(lost.checkpoint(), lost.report());
        } else if (outcome instanceof TailOutcome.Quarantined quarantined) {
            quarantine(quarantined);
        }
    }

    private void batch(TailBatch batch) {
        Checkpoint checkpoint = batch.checkpoint();
        for (Written written : ((SessionContent) batch.content()).written(batch)) {
            Map<String, String> attributes = new HashMap<>(written.attributes());
            if (written.relationship() == TailLogFiles.OVERSIZE) {
                attributes.put(TailAttributes.ERROR_KIND, "oversize");
                attributes.put(
                        TailAttributes.ERROR_MESSAGE,
                        "A line of " + batch.range().length() + " bytes in "
                                + checkpoint.place().path() + " is longer than Max Line Size");
            }
            finish(written.flowFile(), checkpoint, written.origin(), attributes, written.relationship());
        }
    }

    private void loss(Checkpoint checkpoint, LossReport report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("file", checkpoint.place().name().toString());
        content.put("path", report.path().toString());
        content.put("cause", word(report.cause()));
        content.put("source", report.source().id());
        content.put("generation", report.source().generation());
        content.put("first", report.range().first());
        content.put("next", report.range().next());
        content.put("bytes", report.range().length());
        content.put("time", now.toString());
        content.put("message", report.message());
        Map<String, String> attributes = new HashMap<>();
        attributes.put(TailAttributes.MIME_TYPE, "application/json");
        attributes.put(TailAttributes.ERROR_KIND, word(report.cause()));
        attributes.put(TailAttributes.ERROR_MESSAGE, report.message());
        tell(checkpoint, LOSS, report.range(), json(content), attributes, TailLogFiles.LOSS);
    }

    private void quarantine(TailOutcome.Quarantined quarantined) {
        Checkpoint checkpoint = quarantined.checkpoint();
        long read = checkpoint.position().offset();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("file", checkpoint.place().name().toString());
        content.put("source", checkpoint.identity().id());
        content.put("delivered_up_to", read);
        content.put("time", now.toString());
        content.put("message", quarantined.reason());
        Map<String, String> attributes = new HashMap<>();
        attributes.put(TailAttributes.MIME_TYPE, "application/json");
        attributes.put(TailAttributes.ERROR_KIND, "quarantined");
        attributes.put(TailAttributes.ERROR_MESSAGE, quarantined.reason());
        tell(checkpoint, QUARANTINE, new Range(read, read + 1), json(content), attributes, TailLogFiles.QUARANTINE);
    }

    private void tell(
            Checkpoint checkpoint,
            String what,
            Range range,
            byte[] content,
            Map<String, String> attributes,
            Relationship to) {
        FlowFile flowFile = session.write(session.create(), out -> out.write(content));
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        SourceId of = checkpoint.identity().source();
        SourceId source = new SourceId(of.kind(), of.id() + what, of.generation());
        finish(
                flowFile,
                checkpoint,
                new Origin(source, range, content.length, checksum.getValue(), now, host),
                attributes,
                to);
    }

    private void finish(
            FlowFile flowFile, Checkpoint checkpoint, Origin origin, Map<String, String> attributes, Relationship to) {
        attributes.putAll(origin.attributes());
        attributes.put(TailAttributes.FILE, checkpoint.place().name().toString());
        attributes.put(TailAttributes.PATH, checkpoint.place().path().toString());
        attributes.put(CoreAttributes.FILENAME.key(), filename(checkpoint, origin.range()));
        FlowFile told = session.putAllAttributes(flowFile, attributes);
        session.getProvenanceReporter()
                .receive(
                        told,
                        checkpoint.place().path().toUri().toString(),
                        null,
                        "Bytes " + origin.range() + " of source " + origin.source(),
                        0);
        session.transfer(told, to);
    }

    private static String filename(Checkpoint checkpoint, Range range) {
        return checkpoint.place().name().getFileName() + "-" + range.first() + "-" + range.next();
    }

    private static String word(LossReport.Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] json(Map<String, Object> content) {
        try {
            return (JSON.writeValueAsString(content) + "\n").getBytes(UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers can't be written as JSON", impossible);
        }
    }
}
