package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.Framing;
import io.nifistreaming.kafka.RecordCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.nifi.flowfile.FlowFile;

/** How the content of a flow file is cut into records: one class a choice, chosen once. */
interface RecordFormat {
    Framing framing();

    /** Whether its cursors know the bytes of a record, which an origin of kind {@code file} is counted in. */
    boolean knowsBytes();

    /** Opens the records of a content; the cursor closes the stream. */
    RecordCursor open(FlowFile flowFile, InputStream content, Address address) throws IOException;

    /**
     * Writes some of the records of a content such that the same format reads them again.
     *
     * @param contents opens the content from the beginning, each time it is asked
     * @param indexes of the records, ascending
     */
    void copy(FlowFile flowFile, Contents contents, List<Long> indexes, OutputStream to) throws IOException;

    /** Opens the content of one flow file. */
    @FunctionalInterface
    interface Contents {
        InputStream open() throws IOException;
    }
}
