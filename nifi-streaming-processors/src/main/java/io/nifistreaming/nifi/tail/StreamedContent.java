package io.nifistreaming.nifi.tail;

import io.nifistreaming.tail.ContentCipher;
import io.nifistreaming.tail.TailBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessSession;

/** Lines as they are, straight into the content repository. */
final class StreamedContent implements SessionContent {
    private final ProcessSession session;
    private final String host;
    private final String type;
    private final FlowFile flowFile;
    private final OutputStream out;
    private final boolean encrypted;

    StreamedContent(ProcessSession session, String host, String type, Optional<ContentCipher> cipher)
            throws IOException {
        this.session = session;
        this.host = host;
        this.type = type;
        this.flowFile = session.create();
        OutputStream raw = session.write(flowFile);
        this.encrypted = cipher.isPresent();
        this.out = encrypted ? cipher.get().encrypting(raw) : raw;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    @Override
    public void discard() throws IOException {
        out.close();
        session.remove(flowFile);
    }

    @Override
    public List<Written> written(TailBatch batch) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(TailAttributes.MIME_TYPE, encrypted ? "application/octet-stream" : type);
        attributes.put(TailAttributes.LINES, Long.toString(batch.records()));
        if (encrypted) {
            attributes.put(TailAttributes.ENCRYPTED, "AES/GCM");
        }
        if (batch.kind() == TailBatch.Kind.CUT) {
            attributes.put(TailAttributes.TRUNCATED, "true");
        }
        boolean oversize = batch.kind() == TailBatch.Kind.OVERSIZE;
        return List.of(new Written(
                flowFile, batch.origin(host), attributes, oversize ? TailLogFiles.OVERSIZE : TailLogFiles.SUCCESS));
    }
}
