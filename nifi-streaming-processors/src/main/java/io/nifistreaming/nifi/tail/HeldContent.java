package io.nifistreaming.nifi.tail;

import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.SourceId;
import io.nifistreaming.tail.Checkpoint;
import io.nifistreaming.tail.ContentCipher;
import io.nifistreaming.tail.EventDelimiter;
import io.nifistreaming.tail.TailBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

/** Lines that are held until their flow file is complete, because they are parsed, or events that get marked. */
final class HeldContent implements SessionContent {
    /** Told apart, since the lines are the same bytes of the file as the records beside them. */
    private static final String UNPARSED = "!unparsed";

    private final ProcessSession session;
    private final String host;
    private final TailSettings settings;
    private final ParsedLines parsed;
    private final Checkpoint of;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final List<Part> parts = new ArrayList<>();

    /** A flow file that was written, and what of it is known before its batch is. */
    private record Part(
            FlowFile flowFile, Relationship relationship, Map<String, String> attributes, long size, long crc32c) {}

    /** @param parsed null to mark events */
    HeldContent(ProcessSession session, String host, TailSettings settings, ParsedLines parsed, Checkpoint of) {
        this.session = session;
        this.host = host;
        this.settings = settings;
        this.parsed = parsed;
        this.of = of;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        held.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        byte[] bytes = held.toByteArray();
        held.reset();
        if (parsed == null) {
            mark(bytes);
            return;
        }
        ParsedLines.Result result =
                parsed.parse(bytes, of.position().offset(), of.place().name());
        if (!result.records().isEmpty()) {
            Map<String, String> attributes = new HashMap<>();
            attributes.put(TailAttributes.POSITION_FIELD, ParsedLines.NEXT_OFFSET);
            attributes.put(
                    TailAttributes.RECORD_COUNT,
                    Integer.toString(result.records().size()));
            write(TailLogFiles.SUCCESS, attributes, out -> attributes.putAll(parsed.write(result.records(), out)));
        }
        if (!result.unparsed().isEmpty()) {
            Map<String, String> attributes = new HashMap<>();
            attributes.put(TailAttributes.POSITION_FIELD, ParsedLines.NEXT_OFFSET);
            attributes.put(
                    TailAttributes.RECORD_COUNT,
                    Integer.toString(result.unparsed().size()));
            attributes.put(TailAttributes.MIME_TYPE, ParsedLines.JSON_LINES);
            attributes.put(TailAttributes.ERROR_KIND, "unparsed");
            attributes.put(TailAttributes.ERROR_MESSAGE, result.firstReason());
            write(TailLogFiles.UNPARSED, attributes, out -> ParsedLines.writeJson(result.unparsed(), out));
        }
    }

    private void mark(byte[] bytes) throws IOException {
        Optional<EventDelimiter> delimiter = settings.lines().eventDelimiter();
        delimiter.orElseThrow().mark(bytes, 0, bytes.length);
        Map<String, String> attributes = new HashMap<>();
        attributes.put(TailAttributes.MIME_TYPE, "text/plain");
        write(TailLogFiles.SUCCESS, attributes, out -> out.write(bytes));
    }

    /** Writes a content. */
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private void write(Relationship relationship, Map<String, String> attributes, Writing writing) throws IOException {
        FlowFile flowFile = session.create();
        CRC32C checksum = new CRC32C();
        Optional<ContentCipher> cipher = settings.lines().cipher();
        OutputStream raw = session.write(flowFile);
        long size;
        try (Measured out = new Measured(cipher.isPresent() ? cipher.get().encrypting(raw) : raw, checksum)) {
            parts.add(new Part(flowFile, relationship, attributes, 0, 0));
            writing.to(out);
            size = out.size();
        }
        if (cipher.isPresent()) {
            attributes.put(TailAttributes.ENCRYPTED, "AES/GCM");
            attributes.put(TailAttributes.MIME_TYPE, "application/octet-stream");
        }
        parts.set(parts.size() - 1, new Part(flowFile, relationship, attributes, size, checksum.getValue()));
    }

    @Override
    public void discard() {
        parts.forEach(part -> session.remove(part.flowFile()));
        parts.clear();
    }

    @Override
    public List<Written> written(TailBatch batch) {
        List<Written> written = new ArrayList<>();
        for (Part part : parts) {
            part.attributes().put(TailAttributes.LINES, Long.toString(batch.records()));
            SourceId source = batch.source();
            if (part.relationship() == TailLogFiles.UNPARSED) {
                source = new SourceId(source.kind(), source.id() + UNPARSED, source.generation());
            }
            Origin origin = new Origin(source, batch.range(), part.size(), part.crc32c(), batch.time(), host);
            written.add(new Written(part.flowFile(), origin, part.attributes(), part.relationship()));
        }
        return written;
    }
}
