package io.nifistreaming.nifi.tail;

import io.nifistreaming.tail.Checkpoint;
import io.nifistreaming.tail.TailBatch;
import io.nifistreaming.tail.TailSink;
import java.io.IOException;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;

/** Opens flow files in one session. */
final class SessionSink implements TailSink {
    private final ProcessSession session;
    private final TailSettings settings;
    private final String host;
    private final ComponentLog logger;

    SessionSink(ProcessSession session, TailSettings settings, String host, ComponentLog logger) {
        this.session = session;
        this.settings = settings;
        this.host = host;
        this.logger = logger;
    }

    @Override
    public SessionContent open(Checkpoint of, TailBatch.Kind kind) throws IOException {
        LineSettings lines = settings.lines();
        if (kind != TailBatch.Kind.RECORDS || lines.passThrough()) {
            return new StreamedContent(
                    session,
                    host,
                    "text/plain; charset=" + lines.framing().charset().name(),
                    lines.cipher());
        }
        return new HeldContent(session, host, settings, parsedLines(lines), of);
    }

    /** Null where events are marked and not parsed. */
    private ParsedLines parsedLines(LineSettings lines) {
        if (lines.parser().isEmpty()) {
            return null;
        }
        return new ParsedLines(lines, lines.writer() == null ? null : new RecordLines(lines.writer(), logger));
    }
}
