package io.nifistreaming.nifi.poll;

import io.nifistreaming.origin.Origin;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.schema.access.SchemaNotFoundException;

/** Makes flow files of outbox entries: content, origin, provenance. */
final class EntryEmitter {
    private final String host;
    private final PriceRecordWriter writer;

    /** @param writer null to leave lines of JSON as they are */
    EntryEmitter(String host, PriceRecordWriter writer) {
        this.host = host;
        this.writer = writer;
    }

    /** Makes a flow file with an origin, and transfers it to where its kind belongs. */
    void emit(ProcessSession session, OutboxEntry entry) {
        Map<String, String> attributes = new HashMap<>(entry.attributes());
        CRC32C checksum = new CRC32C();
        FlowFile flowFile = session.write(session.create(), out -> {
            CheckedOutputStream checked = new CheckedOutputStream(out, checksum);
            if (writer == null || entry.kind() != OutboxEntry.Kind.PRICES) {
                checked.write(entry.content());
                checked.flush();
            } else {
                attributes.putAll(written(entry, checked));
            }
        });
        Origin origin =
                new Origin(entry.source(), entry.range(), flowFile.getSize(), checksum.getValue(), entry.time(), host);
        attributes.putAll(origin.attributes());
        attributes.put(CoreAttributes.FILENAME.key(), filename(entry));
        flowFile = session.putAllAttributes(flowFile, attributes);
        session.getProvenanceReporter()
                .receive(flowFile, entry.attributes().get(PollAttributes.URL), null, null, entry.tookMillis());
        session.transfer(flowFile, relationship(entry.kind()));
    }

    /** Makes a flow file without an origin: what was not told has no number. */
    void emit(ProcessSession session, UnchangedRows rows) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(PollAttributes.TARGET, rows.source());
        attributes.put(PollAttributes.COMPETITOR, rows.poll().target().competitor());
        attributes.put(PollAttributes.URL, rows.poll().facts().url());
        attributes.put(PollAttributes.RECORD_COUNT, Integer.toString(rows.rows().size()));
        attributes.put(PollAttributes.MIME_TYPE, PollAttributes.JSON_LINES);
        FlowFile flowFile = session.write(
                session.create(),
                out -> PriceRecordJson.unchanged(
                        rows.rows(), rows.poll().facts().url(), out));
        flowFile = session.putAllAttributes(flowFile, attributes);
        session.getProvenanceReporter()
                .receive(
                        flowFile,
                        rows.poll().facts().url(),
                        null,
                        null,
                        rows.poll().facts().took().toMillis());
        session.transfer(flowFile, PollCompetitorPrices.UNCHANGED);
    }

    private static Relationship relationship(OutboxEntry.Kind kind) {
        return switch (kind) {
            case PRICES -> PollCompetitorPrices.SUCCESS;
            case INVALID -> PollCompetitorPrices.INVALID;
            case FAILURE -> PollCompetitorPrices.FAILURE;
        };
    }

    private Map<String, String> written(OutboxEntry entry, CheckedOutputStream out) throws IOException {
        try {
            return writer.write(entry.content(), entry.attributes(), out);
        } catch (SchemaNotFoundException missing) {
            throw new ProcessException(
                    "'Record Writer' has no schema for the records: " + missing.getMessage()
                            + ". The records stay in the store, and are written once it has one",
                    missing);
        }
    }

    private static String filename(OutboxEntry entry) {
        return entry.source().id().replaceAll("[^A-Za-z0-9._!-]", "_") + "-"
                + entry.range().first() + "-" + entry.range().next();
    }
}
