package io.nifistreaming.nifi.delta;

import java.io.IOException;
import org.apache.nifi.flowfile.FlowFile;

/** A flow file's content can't be read to its end, or not as far as its rows are concerned. */
final class UnreadableContentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient FlowFile flowFile;

    UnreadableContentException(FlowFile flowFile, Exception cause) {
        super(
                "Its records can't be read to the end (" + cause.getMessage() + "): check the Record Reader, and "
                        + "split the good from the bad before",
                cause);
        this.flowFile = flowFile;
    }

    UnreadableContentException(FlowFile flowFile, String message) {
        super(message);
        this.flowFile = flowFile;
    }

    FlowFile flowFile() {
        return flowFile;
    }
}
