package io.nifistreaming.tail;

import java.io.IOException;

/** Where bytes go; opened by whoever drives the tailer, since only that one knows flow files. */
public interface TailSink {
    /** Begins new content. */
    Content open(Checkpoint of, TailBatch.Kind kind) throws IOException;

    /** What is being written, and after its batch is out, a handle to what was written. */
    interface Content {
        void write(byte[] bytes, int from, int length) throws IOException;

        /** It is complete; its batch is about to be returned. */
        void close() throws IOException;

        /** The file changed under the reader: what was written is nothing. */
        void discard() throws IOException;
    }
}
