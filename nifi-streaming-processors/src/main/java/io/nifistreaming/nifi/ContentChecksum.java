package io.nifistreaming.nifi;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessSession;

/** CRC-32C of a flow file's content, by which its origin is trusted or not. */
public final class ContentChecksum {
    private static final int BUFFER = 1 << 16;

    private ContentChecksum() {}

    /** As an unsigned 32-bit value. Reads all of the content. */
    public static long of(ProcessSession session, FlowFile flowFile) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = session.read(flowFile)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                checksum.update(buffer, 0, count);
            }
        }
        return checksum.getValue();
    }
}
